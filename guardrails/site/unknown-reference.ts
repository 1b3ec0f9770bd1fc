import type { SiteInput } from '../../constructs/model';
import { closest, quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { referencesOf, type ReferenceTo } from '../engine/site/references';
import { defineSiteRule } from '../rule';

/** What one member of a part of the site is called. */
const NOUNS: Readonly<Record<ReferenceTo, string>> = {
  failureDomains: 'a failure domain',
  networks: 'a network',
  hosts: 'a host',
  clusters: 'a cluster',
  databases: 'a database',
};

/** Keys that can be referred to. A `Map` of sets, because an object would also know `constructor`. */
function keysOf(site: SiteInput): ReadonlyMap<ReferenceTo, ReadonlySet<string>> {
  const parts = Object.keys(NOUNS) as ReferenceTo[];
  return new Map(parts.map((part) => [part, new Set(Object.keys(site[part] ?? {}))]));
}

/** Whoever is referred to is there. */
export default defineSiteRule({
  severity: 'error',
  summary: 'every key that refers to a failure domain, a network, a host, a cluster or a database is one of the site',
  why: 'what refers to nothing has no address, no place and no failure domain: nothing can be built or proved of it',
  fix: 'write one of the known keys, or add what is referred to',
  waive: 'never',
  source: 'https://www.typescriptlang.org/docs/handbook/2/objects.html',
  check(site) {
    const known = keysOf(site);
    return referencesOf(site).flatMap(({ at, to, value }) => {
      const keys = known.get(to) ?? new Set();
      if (keys.has(value)) {
        return [];
      }
      const near = closest(value, keys);
      const expected = `${NOUNS[to]} of the site: ${[...keys].join(', ') || 'there is none'}`;
      return [{ at, got: quoted(value), expected, ...(near === undefined ? {} : { fix: `write ${near}` }) }];
    });
  },
  valid: [
    { name: 'every reference leads somewhere', site: EXAMPLE_SITE },
    {
      name: 'a node in a network of its own',
      site: exampleSiteWith((site) => {
        site.networks['dmz'] = { cidr: '198.51.100.0/24' };
        Object.assign(site.clusters['home']!.nodes['w2']!, { network: 'dmz', address: '198.51.100.12' });
      }),
    },
  ],
  invalid: [
    {
      name: 'a node on a host that is not there',
      site: exampleSiteWith((site) => {
        site.clusters['home']!.nodes['w2']!.host = 'pve3';
      }),
      findings: [{ at: 'clusters.home.nodes.w2.host', got: '"pve3"' }],
    },
    {
      name: 'a name that every JavaScript object has',
      site: exampleSiteWith((site) => {
        site.hosts['nas']!.network = 'constructor';
        site.hosts['nas']!.failureDomains = ['__proto__'];
      }),
      findings: [
        { at: 'hosts.nas.network', got: '"constructor"' },
        { at: 'hosts.nas.failureDomains[0]', got: '"__proto__"' },
      ],
    },
    {
      name: 'what leads to volumes, to databases and to another Argo CD',
      site: exampleSiteWith((site) => {
        site.clusters['home']!.gitops.deliveredBy = 'house';
        site.nfsVolumes = {
          media: { cluster: 'home', namespace: 'media', host: 'nsa', path: '/export/media', capacity: '1Ti' },
        };
        site.pgAdmins = {
          pgadmin: {
            cluster: 'homes',
            namespace: 'pgadmin',
            host: 'pgadmin.example.internal',
            email: 'admin@example.internal',
            loginSecret: 'login',
            authSecret: 'auth',
            databases: ['pg-man'],
          },
        };
      }),
      findings: [
        { at: 'clusters.home.gitops.deliveredBy', got: '"house"' },
        { at: 'nfsVolumes.media.host', got: '"nsa"' },
        { at: 'pgAdmins.pgadmin.cluster', got: '"homes"' },
        { at: 'pgAdmins.pgadmin.databases[0]', got: '"pg-man"' },
      ],
    },
    {
      name: 'the parts of the host plane and of the workloads',
      site: exampleSiteWith((site) => {
        site.pve.api = 'pve';
        site.pve.backups!['pbs-main']!.pbs = 'pbs-main';
        site.databases['pg-main']!.cluster = 'house';
        site.hostServices['pbs']!.host = 'bps';
        site.secrets['grafana-admin']!.cluster = 'hone';
      }),
      findings: [
        { at: 'pve.api', got: '"pve"' },
        { at: 'pve.backups.pbs-main.pbs', got: '"pbs-main"' },
        { at: 'databases.pg-main.cluster', got: '"house"' },
        { at: 'hostServices.pbs.host', got: '"bps"' },
        { at: 'secrets.grafana-admin.cluster', got: '"hone"' },
      ],
    },
  ],
});
