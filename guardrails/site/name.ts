import type { SiteInput } from '../../constructs/model';
import { parseDnsLabel, parseDnsSubdomain, parseObjectName } from '../../constructs/model/dns-name';
import { parseLabelValue } from '../../constructs/model/label';
import { parsed, refused, type Parsed } from '../../constructs/model/parsed';
import { quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { databaseClientNames } from '../engine/site/database-clients';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, nodesOf, placed, type Placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

type Parser = (value: string) => Parsed<unknown>;

const NAMESPACE: Parser = (value) => parseObjectName('', 'Namespace', value);

/** `pve-storage-id`. */
const STORAGE_ID = /^[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]$/;

/** `PROXMOX_SAFE_ID`, with the length that a datastore's name has. */
const DATASTORE = /^[A-Za-z0-9_][A-Za-z0-9._-]{2,31}$/;

function matching(form: RegExp, expected: string): Parser {
  return (value) => (form.test(value) ? parsed(value) : refused({ got: quoted(value), expected }));
}

/** Parts of the site whose keys are names, with the form that they have. */
const KEYS: readonly (readonly [keyof SiteInput, Parser])[] = [
  // A failure domain becomes the value of a label on the nodes that stand in it.
  ['failureDomains', parseLabelValue],
  ['networks', parseDnsLabel],
  ['hosts', parseDnsLabel],
  ['clusters', parseDnsLabel],
];

function* namesOf(site: SiteInput): Generator<Placed<string> & { readonly parse: Parser }> {
  yield { ...placed(['name'], site.name), parse: parseDnsLabel };
  for (const [part, parse] of KEYS) {
    for (const [key] of entriesOf(site[part] as Readonly<Record<string, unknown>> | undefined)) {
      yield { ...placed([part, key], key), parse };
    }
  }
  for (const { segments, name } of nodesOf(site)) {
    yield { ...placed(segments, name), parse: parseDnsLabel };
  }
  yield* proxmoxNames(site);
  yield* workloadNames(site);
  yield* databaseClientNames(site);
}

function* proxmoxNames(site: SiteInput): Generator<Placed<string> & { readonly parse: Parser }> {
  const datastore = matching(DATASTORE, '3 to 32 letters, digits, "-", "_" and ".", the first none of "-" and "."');
  const storage = matching(STORAGE_ID, 'two or more letters, digits, "-", "_" and ".", first a letter, last no sign');
  for (const [key, host] of entriesOf(site.hosts)) {
    for (const [name] of host.role === 'pbs' ? entriesOf(host.datastores) : []) {
      yield { ...placed(['hosts', key, 'datastores', name], name), parse: datastore };
    }
  }
  for (const [key] of entriesOf(site.pve?.backups)) {
    yield { ...placed(['pve', 'backups', key], key), parse: storage };
  }
}

function* workloadNames(site: SiteInput): Generator<Placed<string> & { readonly parse: Parser }> {
  const kinds = [
    ['databases', 'postgresql.cnpg.io', 'Cluster'],
    ['hostServices', '', 'Service'],
    ['secrets', '', 'Secret'],
    ['nfsVolumes', '', 'PersistentVolumeClaim'],
  ] as const;
  for (const [part, group, kind] of kinds) {
    const members: Readonly<Record<string, { readonly name?: string; readonly namespace: string }>> = site[part] ?? {};
    for (const [key, { name, namespace }] of entriesOf(members)) {
      const segments = name === undefined ? [part, key] : [part, key, 'name'];
      yield { ...placed(segments, name ?? key), parse: (value) => parseObjectName(group, kind, value) };
      yield { ...placed([part, key, 'namespace'], namespace), parse: NAMESPACE };
    }
  }
  for (const [key, { namespace, host }] of entriesOf(site.pgAdmins)) {
    yield { ...placed(['pgAdmins', key, 'namespace'], namespace), parse: NAMESPACE };
    yield { ...placed(['pgAdmins', key, 'host'], host), parse: parseDnsSubdomain };
  }
  yield* clusterNames(site);
}

function* clusterNames(site: SiteInput): Generator<Placed<string> & { readonly parse: Parser }> {
  for (const [key, { gitops, namespaces, platform = {} }] of entriesOf(site.clusters)) {
    const { 'argo-cd': argo, 'prometheus-operator': monitoring } = platform;
    const names = [
      [['gitops', 'namespace'], gitops.namespace, NAMESPACE],
      [['platform', 'argo-cd', 'host'], argo?.host, parseDnsSubdomain],
      [['platform', 'prometheus-operator', 'grafanaHost'], monitoring?.grafanaHost, parseDnsSubdomain],
    ] as const;
    for (const [name] of entriesOf(namespaces)) {
      yield { ...placed(['clusters', key, 'namespaces', name], name), parse: NAMESPACE };
    }
    for (const [segments, value, parse] of names) {
      if (value !== undefined) {
        yield { ...placed(['clusters', key, ...segments], value), parse };
      }
    }
  }
}

/** Keys of the site become names of machines, folders and objects. */
export default defineSiteRule({
  severity: 'error',
  summary: 'names and keys of the site have the form of what they become: DNS names, objects, storages, datastores',
  why: 'a name that DNS, Kubernetes or Proxmox refuses is refused when it is applied, with half of the site in place',
  fix: 'write a name of the form that is expected',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  check: (site) => [...namesOf(site)].flatMap(({ parse, ...name }) => faultOf(parse)(name)),
  valid: [
    { name: 'lower case with hyphens', site: EXAMPLE_SITE },
    {
      name: 'names inside PostgreSQL that no object could have',
      site: exampleSiteWith((site) => {
        Object.assign(site.databases['pg-main']!, {
          poolers: { 'pooler-rw': { cpu: '100m', memory: '128Mi' } },
          databases: { wiki: { name: 'My_Wiki', owner: 'writer' } },
          roles: { writer: { name: 'Wiki_Writer' } },
        });
      }),
    },
    {
      name: 'digits first, where it is allowed, and single letters',
      site: exampleSiteWith((site) => {
        site.name = '4';
        site.hosts['0'] = { role: 'nas', network: 'lan', address: '192.0.2.50', failureDomains: ['rack-c'] };
        site.failureDomains['Rack_D.1'] = { kind: 'rack' };
      }),
    },
  ],
  invalid: [
    {
      name: 'capitals, underscores and words that JavaScript knows',
      site: exampleSiteWith((site) => {
        site.name = 'Home Lab';
        site.networks = { ...site.networks, ['__proto__']: { cidr: '198.51.100.0/24' } };
        site.hosts['Nas_2'] = { ...site.hosts['nas']!, address: '192.0.2.50' };
      }),
      findings: [
        { at: 'name', got: '"Home Lab", with "H" (U+0048) at position 1' },
        { at: 'networks.__proto__', got: '"__proto__", with "_" (U+005F) at position 1' },
        { at: 'hosts.Nas_2', got: '"Nas_2", with "N" (U+004E) at position 1' },
      ],
    },
    {
      name: 'names that Proxmox refuses: a datastore of two letters, a storage that starts with a digit',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['pbs']!, { datastores: { main: { path: '/mnt/a' }, ds: { path: '/mnt/b' } } });
        site.pve.backups!['1st'] = site.pve.backups!['pbs-main']!;
      }),
      findings: [
        { at: 'hosts.pbs.datastores.ds', got: '"ds"' },
        { at: 'pve.backups.1st', got: '"1st"' },
      ],
    },
    {
      name: 'names that become objects and names inside PostgreSQL: of poolers, databases and roles',
      site: exampleSiteWith((site) => {
        const amounts = { cpu: '100m', memory: '128Mi' };
        Object.assign(site.databases['pg-main']!, {
          poolers: { rw: amounts, Wiki: amounts },
          databases: { my_wiki: {}, pages: { name: 'postgres' } },
          roles: { writer: { name: 'pg_writer' }, ['r'.repeat(64)]: {} },
        });
      }),
      findings: [
        { at: 'databases.pg-main.poolers.rw', got: '"pg-main-rw", which the Cluster takes for itself' },
        { at: 'databases.pg-main.poolers.Wiki', got: '"pg-main-Wiki", with "W" (U+0057) at position 9' },
        { at: 'databases.pg-main.databases.my_wiki', got: '"pg-main-my_wiki", with "_" (U+005F) at position 11' },
        { at: 'databases.pg-main.databases.pages.name', got: '"postgres", which is reserved' },
        { at: 'databases.pg-main.roles.writer.name', got: '"pg_writer", which is reserved' },
        { at: `databases.pg-main.roles.${'r'.repeat(64)}`, got: `"${'r'.repeat(64)}", 64 bytes` },
      ],
    },
    {
      name: 'names that Kubernetes refuses: a node, a Service, a namespace, a database of 51 characters',
      site: exampleSiteWith((site) => {
        const cp1 = site.clusters['home']!.nodes['cp1']!;
        site.clusters['home']!.nodes = { 'cp1.': cp1 };
        site.databases = { [`p${'g'.repeat(50)}`]: site.databases['pg-main']! };
        site.hostServices['pbs']!.name = '1pbs';
        site.hostServices['pbs']!.namespace = 'site_hosts';
      }),
      findings: [
        { at: 'clusters.home.nodes["cp1."]', got: '"cp1.", with "." (U+002E) at position 4' },
        { at: `databases.p${'g'.repeat(50)}`, got: `"p${'g'.repeat(50)}" (51 characters)` },
        { at: 'hostServices.pbs.name', got: '"1pbs", which starts with a digit' },
        { at: 'hostServices.pbs.namespace', got: '"site_hosts", with "_" (U+005F) at position 5' },
      ],
    },
    {
      name: 'a Secret and its namespace with capitals',
      site: exampleSiteWith((site) => {
        site.secrets['grafana-admin']!.name = 'Grafana';
        site.secrets['grafana-admin']!.namespace = 'Monitoring';
      }),
      findings: [
        { at: 'secrets.grafana-admin.name', got: '"Grafana", with "G" (U+0047) at position 1' },
        { at: 'secrets.grafana-admin.namespace', got: '"Monitoring", with "M" (U+004D) at position 1' },
      ],
    },
  ],
});
