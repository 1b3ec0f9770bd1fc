import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { placed } from '../engine/site/places';
import { referencesOf } from '../engine/site/references';
import { defineSiteRule } from '../rule';

/** A name that nobody uses is often the other half of a name that somebody misspelt. */
export default defineSiteRule({
  severity: 'warning',
  summary: 'every failure domain and every network of the site is used',
  why: 'a name that nothing refers to was often forgotten where it belongs: what is proved then rests on less than you know',
  fix: 'name it where it belongs, or take it out',
  waive: 'when it is written down ahead of the machines that will come',
  source: 'https://kubernetes.io/docs/setup/best-practices/multiple-zones/',
  check(site) {
    const references = referencesOf(site);
    const used = new Set(references.map(({ to, value }) => JSON.stringify([to, value])));
    // A misspelt reference is one mistake: the name that it should have been is not also told.
    const misspelt = new Set(references.flatMap(({ to, value }) => (Object.hasOwn(site[to] ?? {}, value) ? [] : to)));
    const parts = (['failureDomains', 'networks'] as const).filter((part) => !misspelt.has(part));
    return parts.flatMap((part) =>
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
    {
      name: 'a network that is misspelt where it is used: the reference is the mistake',
      site: exampleSiteWith((site) => {
        site.networks['dmz'] = { cidr: '198.51.100.0/24' };
        Object.assign(site.hosts['nas']!, { network: 'dnz', address: '198.51.100.22' });
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
    {
      name: 'a rack without hosts, while a network is misspelt',
      site: exampleSiteWith((site) => {
        site.failureDomains['rack-d'] = { kind: 'rack' };
        site.hosts['nas']!.network = 'lam';
      }),
      findings: [{ at: 'failureDomains.rack-d' }],
    },
  ],
});
