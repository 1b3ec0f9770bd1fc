import type { App } from 'cdk8s';
import type { Cluster, FlowPeer, Site, SitePgAdmin } from '../../constructs/model';
import { pgAdminPods } from '../../constructs/pgadmin/flows';
import type { ChartBuilder } from '../../synth/program';
import type * as Charts from './chart';

/** User interfaces for the databases of a cluster: one application each. */
export function pgAdminCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  const own = site.pgAdmins.filter((pgAdmin) => pgAdmin.cluster === cluster.key);
  return own.map((pgAdmin) => ({
    app: pgAdmin.key,
    build: (root: App): void => {
      // It stands on cdk8s-plus, whose loading is felt: a site without pgAdmin does without.
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- building is not asynchronous
      const { PgAdminChart } = require('./chart') as typeof Charts;
      new PgAdminChart(root, pgAdmin.key, { site, cluster, pgAdmin });
    },
  }));
}

/** The pods of pgAdmin, as its databases see them. */
export function pgAdminPeer({ namespace }: SitePgAdmin): FlowPeer {
  return pgAdminPods(namespace);
}
