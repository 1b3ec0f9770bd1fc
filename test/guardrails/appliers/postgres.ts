import { Chart, type App } from 'cdk8s';
import { resolve, type PlacedViolation, type SiteInput } from '../../../constructs/model';
import { ExternalHost } from '../../../constructs/network';
import {
  ObjectStore,
  PostgresCluster,
  ScheduledBackup,
  topologyOf,
  type ObjectStoreProps,
  type ServiceRole,
} from '../../../constructs/postgres';
import { EXAMPLE_SITE } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';
import { addClients } from './postgres-clients';

/** Rules that the constructs of databases and of hosts apply. */
export const POSTGRES_APPLIERS: readonly [string, Applier][] = [
  ['PostgresCluster', buildPostgres],
  ['ExternalHost', buildExternalHost],
  ['ObjectStore', buildObjectStore],
  ['ScheduledBackup', buildScheduledBackup],
];

const EXAMPLE_CLUSTER = EXAMPLE_SITE.clusters!['home']!;

/** The example site with workers by the host that they stand on; the host of a third rack is added. */
function siteWith(
  workers: Readonly<Record<string, string>>,
  topologyLabels: Readonly<Record<string, string>>,
): SiteInput {
  const pve3 = { role: 'pve', network: 'lan', address: '192.0.2.13', failureDomains: ['rack-c'] } as const;
  const nodes = Object.entries(workers).map(([name, host], index) => {
    const vmId = 111 + index;
    return [name, { role: 'worker', host, vmId, address: `192.0.2.${vmId}` }] as const;
  });
  const home = { ...EXAMPLE_CLUSTER, nodes: Object.fromEntries(nodes), topologyLabels };
  return { ...EXAMPLE_SITE, hosts: { ...EXAMPLE_SITE.hosts, pve3 }, clusters: { home } };
}

function buildPostgres(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const { workers = { w1: 'pve1', w2: 'pve2', w3: 'pve3' }, topologyLabels = {}, memory = '2Gi' } = input;
  const siteInput = siteWith(workers as Record<string, string>, topologyLabels as Record<string, string>);
  return violationsOf(siteInput, (chart) => {
    const site = resolve(siteInput);
    const database = new PostgresCluster(chart, 'pg-main', {
      namespace: 'databases',
      topology: topologyOf(site, site.cluster('home')),
      version: '18.6',
      resources: { cpu: '1', memory: memory as string },
      storage: { size: '20Gi', storageClass: 'local' },
      ...(input['instances'] === undefined ? {} : { instances: input['instances'] as number }),
    });
    if (input['endpoint'] !== undefined) {
      database.endpoint(input['endpoint'] as ServiceRole);
    }
    addClients(chart, database, input);
  });
}

function buildObjectStore(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const host = resolve(EXAMPLE_SITE).hostOfRole('s3', 's3');
  return violationsOf(EXAMPLE_SITE, (chart) => {
    new ObjectStore(chart, 'backups', {
      namespace: 'databases',
      host,
      bucket: 'postgres',
      credentials: { secretName: 'pg-s3' },
      retentionPolicy: '30d',
      ...(input as Partial<ObjectStoreProps>),
    });
  });
}

function buildScheduledBackup(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  return violationsOf(EXAMPLE_SITE, (chart) => {
    const schedule = input['schedule'] as string;
    new ScheduledBackup(chart, 'backup', { namespace: 'databases', cluster: 'pg-main', schedule });
  });
}

function buildExternalHost(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const { address, serviceCidr = EXAMPLE_CLUSTER.serviceCidr } = input as { address: string; serviceCidr?: string };
  const siteInput: SiteInput = {
    ...EXAMPLE_SITE,
    hosts: { ...EXAMPLE_SITE.hosts, pbs: { ...EXAMPLE_SITE.hosts['pbs']!, address } },
    clusters: { home: { ...EXAMPLE_CLUSTER, serviceCidr } },
  };
  return violationsOf(siteInput, (chart) => {
    const site = resolve(siteInput);
    const cluster = site.cluster('home');
    const ports = [{ name: 'https', port: 8007, protocol: 'TCP' }] as const;
    new ExternalHost(chart, 'pbs', { site, cluster, host: 'pbs', namespace: 'site-hosts', ports });
  });
}

function violationsOf(site: SiteInput, build: (chart: Chart) => void): readonly PlacedViolation[] {
  const app = 'row';
  const charts = [
    {
      app,
      build: (root: App) => {
        build(new Chart(root, app));
      },
    },
  ];
  return renderBundle({ site, charts: () => charts, stacks: () => [] }).violations;
}
