import type { Violation } from '../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

function violationsOf([key, { failureDomains }]: [
  string,
  { readonly failureDomains: readonly string[] },
]): Violation[] {
  const place = ['hosts', key, 'failureDomains'];
  if (failureDomains.length === 0) {
    const { at } = placed(place, '');
    return [{ at, got: 'an empty list', expected: 'the failure domains that the host stands in, one or more' }];
  }
  return failureDomains.flatMap((domain, index) =>
    failureDomains.indexOf(domain) === index
      ? []
      : [{ at: placed([...place, index], '').at, got: `${domain} again`, expected: 'each failure domain once' }],
  );
}

/** What nobody has placed seems to fail alone. */
export default defineSiteRule({
  severity: 'error',
  summary: 'every host names the failure domains that it stands in, each once',
  lesson:
    'article 01 asks for backups outside the failure domain of what they back up: that needs every host to have one',
  why: 'a host without failure domains shares none with any other: copies that burn in one fire are counted as apart',
  fix: 'name the rack, the power circuit and the building of the host',
  waive: 'when the host stands alone, in no rack and on no circuit of any other host',
  source: 'https://kubernetes.io/docs/setup/best-practices/multiple-zones/',
  check: (site) => entriesOf(site.hosts).flatMap(violationsOf),
  valid: [
    { name: 'one failure domain for each host', site: EXAMPLE_SITE },
    {
      name: 'several at once',
      site: exampleSiteWith((site) => {
        site.failureDomains['home'] = { kind: 'building' };
        site.hosts['nas']!.failureDomains = ['rack-c', 'home'];
      }),
    },
  ],
  invalid: [
    {
      name: 'a host that stands nowhere',
      site: exampleSiteWith((site) => {
        site.hosts['nas']!.failureDomains = [];
      }),
      findings: [{ at: 'hosts.nas.failureDomains', got: 'an empty list' }],
    },
    {
      name: 'a failure domain that is named twice',
      site: exampleSiteWith((site) => {
        site.hosts['pve1']!.failureDomains = ['rack-a', 'rack-a'];
      }),
      findings: [{ at: 'hosts.pve1.failureDomains[1]', got: 'rack-a again' }],
    },
  ],
});
