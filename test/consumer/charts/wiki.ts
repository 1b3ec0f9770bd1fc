import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Cluster, Site } from 'rackproof';
import { PostgresCluster, topologyOf } from 'rackproof/postgres';

export interface WikiProps {
  readonly site: Site;
  readonly cluster: Cluster;
}

/** A chart of somebody who uses the package: a namespace and a database from `rackproof/postgres`. */
export class WikiChart extends Chart {
  constructor(scope: Construct, id: string, { site, cluster }: WikiProps) {
    super(scope, id);
    const namespace = 'wiki';
    new ApiObject(this, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    new PostgresCluster(this, 'wiki-db', {
      namespace,
      topology: topologyOf(site, cluster),
      version: '18.6',
      instances: 1,
      resources: { cpu: '1', memory: '1Gi' },
      storage: { size: '5Gi', storageClass: 'local' },
    });
  }
}
