import type { Cluster, Site } from '../constructs/model';
import type { ChartBuilder } from '../synth/program';
import { databaseCharts } from './databases';
import { hostServiceCharts } from './host-services';

/** Every chart that follows from the site for one cluster. Each family adds a line. */
export function charts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  return [...databaseCharts(site, cluster), ...hostServiceCharts(site, cluster)];
}
