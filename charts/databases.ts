import { Chart, type App } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster, Database, FlowPeer, Site } from '../constructs/model';
import {
  addDatabaseClients,
  PostgresCluster,
  PostgresPodMonitor,
  siteBackup,
  topologyOf,
  type PostgresClusterProps,
} from '../constructs/postgres';
import type { ChartBuilder } from '../synth/program';
import { byNamespace } from './by-namespace';
import { pgAdminPeer } from './pgadmin';
import { hasInternalIssuer, INTERNAL_ISSUER } from './platform/issuer';

/** The databases of a cluster: one application per namespace, since databases of one share its quotas, policies and people. */
export function databaseCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  return byNamespace(site.databases, cluster).map(({ namespace, members }) => {
    const app = `postgres-${namespace}`;
    const build = (root: App): void => {
      new DatabasesChart(root, app, { site, cluster, namespace, databases: members });
    };
    return { app, build };
  });
}

interface DatabasesChartProps {
  readonly site: Site;
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly databases: readonly Database[];
}

/** Prometheus, as the platform installs it. */
const PROMETHEUS: FlowPeer = {
  kind: 'pods',
  namespace: 'monitoring',
  labels: { 'app.kubernetes.io/name': 'prometheus' },
};

/** The databases of a namespace, with their backups, poolers, roles and monitors. */
class DatabasesChart extends Chart {
  constructor(scope: App, id: string, { site, cluster, namespace, databases }: DatabasesChartProps) {
    super(scope, id);
    const home = new Construct(this, namespace);
    for (const database of databases) {
      const postgres = new PostgresCluster(home, database.name, propsOf(home, site, cluster, database));
      addDatabaseClients(home, postgres, database);
      if (cluster.platform['prometheus-operator'] !== undefined) {
        new PostgresPodMonitor(home, `${database.name}-metrics`, { database: postgres, from: PROMETHEUS });
      }
      for (const pgAdmin of site.pgAdmins.filter(
        (one) => one.cluster === cluster.key && one.databases.includes(database.key),
      )) {
        postgres.allowFrom(pgAdminPeer(pgAdmin), `${pgAdmin.host} does not show ${database.name}`);
      }
    }
  }
}

function propsOf(home: Construct, site: Site, cluster: Cluster, database: Database): PostgresClusterProps {
  const { cpu, memory, name, namespace, version, instances, storage, walStorage, owner } = database;
  return {
    name,
    namespace,
    version,
    instances,
    storage,
    owner,
    database: database.database,
    resources: { cpu, memory },
    topology: topologyOf(site, cluster),
    ...(walStorage === undefined ? {} : { walStorage }),
    // Clients of other namespaces cannot read the Secret with the operator's own authority.
    ...(hasInternalIssuer(cluster) ? { serverCertificate: { issuer: INTERNAL_ISSUER } } : {}),
    ...siteBackup(home, site, database),
  };
}
