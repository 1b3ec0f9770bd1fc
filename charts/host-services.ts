import { Chart, type App } from 'cdk8s';
import { Construct } from 'constructs';
import { Namespace } from '../constructs/core/namespace';
import type { Cluster, HostService, Site } from '../constructs/model';
import { ExternalHost } from '../constructs/network';
import type { ChartBuilder } from '../synth/program';
import { databaseNamespaces } from './databases';

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

/** Services that lead out of the cluster, with their namespaces. */
class HostServicesChart extends Chart {
  constructor(scope: App, id: string, { site, cluster, services }: HostServicesChartProps) {
    super(scope, id);
    const taken = new Set(databaseNamespaces(site, cluster));
    for (const namespace of [...new Set(services.map((service) => service.namespace))].sort()) {
      const home = taken.has(namespace) ? undefined : this.home(namespace, cluster);
      const scope = home ?? new Construct(this, namespace);
      for (const { name, host, ports } of services.filter((service) => service.namespace === namespace)) {
        const external = new ExternalHost(scope, name, { site, cluster, host, namespace, ports });
        home?.precede(external);
      }
    }
  }

  private home(namespace: string, { kubernetes }: Cluster): Namespace {
    return new Namespace(this, namespace, { kubernetes });
  }
}
