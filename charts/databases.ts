import { Chart, type App } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster, Database, Site } from '../constructs/model';
import { PostgresCluster, topologyOf } from '../constructs/postgres';
import type { ChartBuilder } from '../synth/program';

/** The databases of a cluster: one application per namespace, since databases of one share its quotas, policies and people. */
export function databaseCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  return databaseNamespaces(site, cluster).map((namespace) => {
    const app = `postgres-${namespace}`;
    return {
      app,
      build(root: App): void {
        const databases = site.databases.filter((database) => isIn(database, cluster, namespace));
        new DatabasesChart(root, app, { site, cluster, namespace, databases });
      },
    };
  });
}

/** Namespaces of a cluster that hold databases, in code-point order. */
function databaseNamespaces(site: Site, cluster: Cluster): readonly string[] {
  const own = site.databases.filter((database) => database.cluster === cluster.key);
  return [...new Set(own.map(({ namespace }) => namespace))].sort();
}

interface DatabasesChartProps {
  readonly site: Site;
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly databases: readonly Database[];
}

/** The databases of a namespace. */
class DatabasesChart extends Chart {
  constructor(scope: App, id: string, { site, cluster, namespace, databases }: DatabasesChartProps) {
    super(scope, id);
    const home = new Construct(this, namespace);
    const topology = topologyOf(site, cluster);
    for (const { name, cpu, memory, cluster: _cluster, ...database } of databases) {
      new PostgresCluster(home, name, { ...database, topology, resources: { cpu, memory } });
    }
  }
}

function isIn(database: Database, cluster: Cluster, namespace: string): boolean {
  return database.cluster === cluster.key && database.namespace === namespace;
}
