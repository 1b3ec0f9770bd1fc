import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Cluster, Site } from 'rackproof';
import { Namespace } from 'rackproof/core';
import { PostgresCluster, topologyOf } from 'rackproof/postgres';

export interface WikiProps {
  readonly site: Site;
  readonly cluster: Cluster;
}

/** A chart of somebody who uses the package: a namespace and a database. */
export class WikiChart extends Chart {
  constructor(scope: Construct, id: string, { site, cluster }: WikiProps) {
    super(scope, id);
    const namespace = 'wiki';
    new Namespace(this, 'namespace', { name: namespace, kubernetes: cluster.kubernetes });
    const database = new PostgresCluster(this, 'wiki-db', {
      namespace,
      topology: topologyOf(site, cluster),
      version: '18.6',
      instances: 1,
      resources: { cpu: '1', memory: '1Gi' },
      storage: { size: '5Gi', storageClass: 'local' },
    });
    const reason = 'pages are imported again from the old wiki, which is kept';
    ApiObject.of(database).metadata.addAnnotation('waive.rackproof/postgres.backup', reason);
  }
}
