import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { placed } from '../engine/site/places';
import { referencesOf } from '../engine/site/references';
import { defineSiteRule } from '../rule';

/** A name that nobody uses is often the other half of a name that somebody misspelt. */
export default defineSiteRule({
  severity: 'warning',
  summary: 'every failure domain and every network of the site is used',
  why: 'a rack that no host names is a rack whose hosts were forgotten: the proofs take them for independent',
  fix: 'name it where it belongs, or take it out',
  waive: 'when it is written down ahead of the machines that will come',
  source: 'https://kubernetes.io/docs/setup/best-practices/multiple-zones/',
  check(site) {
    const used = new Set(referencesOf(site).map(({ to, value }) => JSON.stringify([to, value])));
    return (['failureDomains', 'networks'] as const).flatMap((part) =>
      Object.keys(site[part])
        .filter((key) => !used.has(JSON.stringify([part, key])))
        .map((key) => {
          const { at } = placed([part, key], '');
          return { at, got: 'nothing refers to it', expected: 'a host, a cluster or a node that refers to it' };
        }),
    );
  },
  valid: [
    { name: 'every rack has a host', site: EXAMPLE_SITE },
    {
      name: 'a network that only a node is in',
      site: exampleSiteWith((site) => {
        site.networks['dmz'] = { cidr: '198.51.100.0/24' };
        Object.assign(site.clusters['home']!.nodes['w2']!, { network: 'dmz', address: '198.51.100.12' });
      }),
    },
  ],
  invalid: [
    {
      name: 'a rack without hosts',
      site: exampleSiteWith((site) => {
        site.failureDomains['rack-d'] = { kind: 'rack' };
      }),
      findings: [{ at: 'failureDomains.rack-d', got: 'nothing refers to it' }],
    },
    {
      name: 'a network without machines, with the name of something else that is used',
      site: exampleSiteWith((site) => {
        site.networks['rack-a'] = { cidr: '198.51.100.0/24' };
      }),
      findings: [{ at: 'networks.rack-a', got: 'nothing refers to it' }],
    },
  ],
});
