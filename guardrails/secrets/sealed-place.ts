import { scopeOf, SEALED_SECRET } from '../../constructs/secrets/derived';
import type { Manifest, SealingScope, SiteSecret, Violation } from '../../constructs/model';
import { alternatives } from '../../constructs/model/text';
import { exampleSiteWith } from '../engine/example-site';
import { fieldsAt } from '../engine/fields';
import { getOrAdd } from '../engine/get-or-add';
import type { ObjectIndex } from '../engine/object-index';
import { SEALED_VALUE, sealedExample } from '../engine/sealed-example';
import { defineGuardrail } from '../rule';
import { sealedSecret, templateWith } from './rows/sealed-secrets';

const NAMESPACE_WIDE = { 'sealedsecrets.bitnami.com/namespace-wide': 'true' };

const elsewhere = (name: string, namespace: string): Manifest => ({
  ...sealedSecret(),
  metadata: { name, namespace },
});

/** A sealed value is bound to its place: a copy of the text is not a copy of the secret. */
export default defineGuardrail<Manifest>({
  kind: SEALED_SECRET,
  severity: 'error',
  summary: 'a sealed value of the site stands where it was sealed for: cluster, namespace, name and scope',
  lesson: 'article 04 seals in every environment: a SealedSecret cannot be copied from one to the next',
  why: 'the place is part of the ciphertext: in another one the controller says "no key could decrypt secret", and the pods wait',
  fix: 'seal the value once more for this place',
  waive: 'never',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/README.md#scopes',
  check: (manifest, index) => {
    const known = index.once(secretsByValue);
    const first = fieldsAt(manifest, 'spec.encryptedData{}').flatMap(({ at, value }) => {
      const secrets = typeof value === 'string' ? known.get(value) : undefined;
      return secrets === undefined ? [] : [{ at, secrets }];
    });
    return first.flatMap(({ at, secrets }): Violation[] => {
      // A value of a wide scope may stand in the site once for each Secret that it opens in.
      const fits = secrets.some((secret) => placeOfSecret(secret) === placeOf(manifest, index, secret.scope));
      const sealed = [...new Set(secrets.map(placeOfSecret))];
      const stands = placeOf(manifest, index, secrets[0]!.scope);
      return fits
        ? []
        : [{ at, got: `a value that was sealed for ${alternatives(sealed)}`, expected: `one for ${stands}` }];
    });
  },
  valid: [
    { name: 'where it was sealed for', objects: [sealedSecret()] },
    {
      name: 'another name in the namespace that it was sealed for',
      objects: [
        {
          ...sealedSecret(templateWith(NAMESPACE_WIDE)),
          metadata: { name: 'copy', namespace: 'monitoring', annotations: NAMESPACE_WIDE },
        },
      ],
      site: exampleSiteWith((site) => {
        site.secrets['grafana-admin']!.scope = 'namespace-wide';
      }),
    },
    {
      name: 'a value that the site has for two places, in the first of them',
      objects: [sealedSecret()],
      site: exampleSiteWith((site) => {
        site.secrets['second'] = { ...site.secrets['grafana-admin']!, name: 'second' };
      }),
    },
    {
      name: 'a value that the site does not know',
      objects: [{ ...elsewhere('cloud', 'velero'), spec: { encryptedData: { cloud: sealedExample(512) } } }],
    },
  ],
  invalid: [
    {
      name: 'a copy under another name',
      objects: [elsewhere('admin', 'monitoring')],
      findings: [
        {
          at: 'spec.encryptedData.admin-password',
          got: 'a value that was sealed for home monitoring/grafana-admin (strict)',
        },
      ],
    },
    {
      name: 'a copy in another namespace, of a value that opens everywhere in its own',
      objects: [{ ...elsewhere('grafana-admin', 'grafana'), spec: { encryptedData: { password: SEALED_VALUE } } }],
      site: exampleSiteWith((site) => {
        site.secrets['grafana-admin']!.scope = 'namespace-wide';
      }),
      findings: [
        { at: 'spec.encryptedData.password', got: 'a value that was sealed for home monitoring (namespace-wide)' },
      ],
    },
    {
      name: 'a value that the site has for two places, in a third one',
      objects: [elsewhere('admin', 'monitoring')],
      site: exampleSiteWith((site) => {
        site.secrets['second'] = { ...site.secrets['grafana-admin']!, name: 'second' };
      }),
      findings: [
        {
          at: 'spec.encryptedData.admin-password',
          got: 'a value that was sealed for home monitoring/grafana-admin (strict) or home monitoring/second (strict)',
        },
      ],
    },
    {
      name: 'a value of another cluster',
      objects: [sealedSecret()],
      site: exampleSiteWith((site) => {
        site.clusters['lab'] = site.clusters['home']!;
        site.secrets['grafana-admin']!.cluster = 'lab';
      }),
      findings: [
        {
          at: 'spec.encryptedData.admin-password',
          got: 'a value that was sealed for lab monitoring/grafana-admin (strict)',
        },
      ],
    },
  ],
});

function secretsByValue({ site }: ObjectIndex): ReadonlyMap<string, readonly SiteSecret[]> {
  const byValue = new Map<string, SiteSecret[]>();
  site.secrets.forEach((secret) => {
    Object.values(secret.encryptedData).forEach((value) => getOrAdd(byValue, value, () => []).push(secret));
  });
  return byValue;
}

function placeOfSecret({ cluster, namespace, name, scope }: SiteSecret): string {
  return placeText(cluster, { namespace, name }, [scope, scope]);
}

/** The place of an object, as narrow as a value of some scope is bound to it. */
function placeOf({ metadata }: Manifest, { subject }: ObjectIndex, boundTo: SealingScope): string {
  const cluster = subject.plane === 'kubernetes' ? subject.cluster : '';
  return placeText(cluster, metadata, [boundTo, scopeOf(metadata.annotations)]);
}

function placeText(
  cluster: string,
  { namespace = '', name }: { readonly namespace?: string; readonly name: string },
  [boundTo, scope]: readonly [SealingScope, SealingScope],
): string {
  const places = { strict: ` ${namespace}/${name}`, 'namespace-wide': ` ${namespace}`, 'cluster-wide': '' };
  return `${cluster}${places[boundTo]} (${scope})`;
}
