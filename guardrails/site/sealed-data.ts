import type { Violation } from '../../constructs/model';
import { parseSealedValue } from '../../constructs/model/sealed-value';
import { parseSecretKey } from '../../constructs/model/secret-key';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** What stands in the site stands in Git. */
export default defineSiteRule({
  severity: 'error',
  summary: 'a sealed Secret of the site has one key or more, and every value of it is sealed',
  why: 'a value in clear is in Git for ever; one that was cut while it was copied opens nowhere, and the pods that need it wait',
  fix: 'seal the value: rackproof seal; where it stood in clear and was committed, change the secret itself first',
  waive: 'never',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/docs/developer/crypto.md',
  check: (site) =>
    entriesOf(site.secrets).flatMap(([key, { encryptedData }]): Violation[] => {
      const segments = ['secrets', key, 'encryptedData'];
      const entries = entriesOf(encryptedData);
      return entries.length === 0
        ? [{ at: placed(segments, '').at, got: 'an object without keys', expected: 'one sealed value or more' }]
        : entries.flatMap(([name, value]) => [
            ...faultOf(parseSecretKey)(placed([...segments, name], name)),
            ...faultOf(parseSealedValue)(placed<string>([...segments, name], value)),
          ]);
    }),
  valid: [
    { name: 'one sealed value', site: EXAMPLE_SITE },
    {
      name: 'a key that is the name of a file',
      site: exampleSiteWith((site) => {
        const { encryptedData } = site.secrets['grafana-admin']!;
        encryptedData['.htpasswd'] = encryptedData['admin-password']!;
      }),
    },
  ],
  invalid: [
    {
      name: 'a password in clear, and one in base64',
      site: exampleSiteWith((site) => {
        site.secrets['grafana-admin']!.encryptedData = {
          'admin-password': 'not-a-real-password',
          'admin-user': 'bm90LWEtcmVhbC11c2Vy',
        };
      }),
      findings: [
        {
          at: 'secrets.grafana-admin.encryptedData.admin-password',
          got: 'a string of 19 characters, which is no base64',
        },
        {
          at: 'secrets.grafana-admin.encryptedData.admin-user',
          got: 'a string of 20 characters, which does not begin like a sealed value',
        },
      ],
    },
    {
      name: 'a value that was cut',
      site: exampleSiteWith((site) => {
        const { encryptedData } = site.secrets['grafana-admin']!;
        encryptedData['admin-password'] = encryptedData['admin-password']!.slice(0, 352);
      }),
      findings: [
        {
          at: 'secrets.grafana-admin.encryptedData.admin-password',
          got: 'a string of 352 characters, which is 10 bytes too short',
        },
      ],
    },
    {
      name: 'no value, and a key that no Secret has',
      site: exampleSiteWith((site) => {
        const admin = site.secrets['grafana-admin']!;
        site.secrets['empty'] = { ...admin, encryptedData: {} };
        admin.encryptedData = { 'admin password': admin.encryptedData['admin-password']! };
      }),
      findings: [
        { at: 'secrets.grafana-admin.encryptedData["admin password"]', got: '"admin password"' },
        { at: 'secrets.empty.encryptedData', got: 'an object without keys' },
      ],
    },
  ],
});
