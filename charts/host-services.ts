import { Chart, type App } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster, HostService, Site } from '../constructs/model';
import { ExternalHost } from '../constructs/network';
import type { ChartBuilder } from '../synth/program';

const APP = 'host-services';

/** The machines of the site that a cluster sees as Services: one application, since nothing of it holds state. */
export function hostServiceCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  const services = site.hostServices.filter((service) => service.cluster === cluster.key);
  const build = (root: App): void => {
    new HostServicesChart(root, APP, { site, cluster, services });
  };
  return services.length === 0 ? [] : [{ app: APP, build }];
}

interface HostServicesChartProps {
  readonly site: Site;
  readonly cluster: Cluster;
  readonly services: readonly HostService[];
}

/** Services that lead out of the cluster. */
class HostServicesChart extends Chart {
  constructor(scope: App, id: string, { site, cluster, services }: HostServicesChartProps) {
    super(scope, id);
    for (const namespace of [...new Set(services.map((service) => service.namespace))].sort()) {
      const home = new Construct(this, namespace);
      for (const { name, host, ports } of services.filter((service) => service.namespace === namespace)) {
        new ExternalHost(home, name, { site, cluster, host, namespace, ports });
      }
    }
  }
}
