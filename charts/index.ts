import type { Cluster, Site } from '../constructs/model';
import type { ChartBuilder } from '../synth/program';
import { databaseCharts } from './databases';
import { hostServiceCharts } from './host-services';
import { namespaceCharts } from './namespaces';
import { pgAdminCharts } from './pgadmin';
import { platformCharts } from './platform';
import { secretCharts } from './secrets';
import { volumeCharts } from './volumes';

/** Every chart that follows from the site for one cluster. Each family adds a line. */
export function charts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  return [
    ...namespaceCharts(site, cluster),
    ...platformCharts(site, cluster),
    ...secretCharts(site, cluster),
    ...volumeCharts(site, cluster),
    ...databaseCharts(site, cluster),
    ...hostServiceCharts(site, cluster),
    ...pgAdminCharts(site, cluster),
  ];
}
