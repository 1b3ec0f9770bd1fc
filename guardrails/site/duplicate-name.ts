import type { SiteInput } from '../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, nodesOf, placed, type Placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Something with a name in a room where names are unique. */
interface Named extends Placed<string> {
  /** The room, for people. */
  readonly room: string;
  readonly whose: string;
}

function namesOf(site: SiteInput): Named[] {
  const hosts = entriesOf(site.hosts).map(([key]) => ({
    ...placed(['hosts', key], key),
    room: `the domain ${site.domain}`,
    whose: 'a host',
  }));
  const nodes = nodesOf(site).map(({ segments, name }) => ({
    ...placed(segments, name),
    room: `the domain ${site.domain}`,
    whose: `a node of ${String(segments[1])}`,
  }));
  const objects = (['databases', 'hostServices', 'nfsVolumes', 'secrets'] as const).flatMap((part) => {
    const members: Readonly<Record<string, { name?: string; cluster: string; namespace: string }>> = site[part] ?? {};
    return entriesOf(members).map(([key, { name = key, cluster, namespace }]) => ({
      ...placed([part, key], name),
      room: `${part} in ${cluster}/${namespace}`,
      whose: `${part}.${key}`,
    }));
  });
  return [...hosts, ...nodes, ...objects];
}

/** Names that resolve to two things resolve to the wrong one half of the time. */
export default defineSiteRule({
  severity: 'error',
  summary: 'hosts and nodes share no name, nor do two objects of a kind in one namespace',
  why: 'host and node names are records of one domain: the second one answers for the first, in certificates as well',
  fix: 'give one of them another name',
  waive: 'when the nodes of this cluster have no names in DNS',
  source: 'https://kubernetes.io/docs/concepts/architecture/nodes/#node-name-uniqueness',
  check(site) {
    const owners = new Map<string, string>();
    return namesOf(site).flatMap(({ at, value, room, whose }) => {
      const key = JSON.stringify([room, value]);
      const owner = owners.get(key);
      if (owner === undefined) {
        owners.set(key, whose);
        return [];
      }
      return [{ at, got: `${value}, the name of ${owner}`, expected: `a name that nothing else has: ${room}` }];
    });
  },
  valid: [
    { name: 'hosts and nodes with names of their own', site: EXAMPLE_SITE },
    {
      name: 'one name in two namespaces',
      site: exampleSiteWith((site) => {
        site.databases['other'] = { ...site.databases['pg-main']!, name: 'pg-main', namespace: 'other' };
      }),
    },
  ],
  invalid: [
    {
      name: 'a node that is called like its host',
      site: exampleSiteWith(({ clusters }) => {
        const { cp1 } = clusters['home']!.nodes;
        clusters['home']!.nodes = { pve1: cp1! };
      }),
      findings: [{ at: 'clusters.home.nodes.pve1', got: 'pve1, the name of a host' }],
    },
    {
      name: 'two databases under one name in one namespace',
      site: exampleSiteWith((site) => {
        site.databases['other'] = { ...site.databases['pg-main']!, name: 'pg-main' };
      }),
      findings: [{ at: 'databases.other', got: 'pg-main, the name of databases.pg-main' }],
    },
    {
      name: 'two Secrets under one name in one namespace',
      site: exampleSiteWith((site) => {
        site.secrets['other'] = { ...site.secrets['grafana-admin']!, name: 'grafana-admin' };
      }),
      findings: [{ at: 'secrets.other', got: 'grafana-admin, the name of secrets.grafana-admin' }],
    },
  ],
});
