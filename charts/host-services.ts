import { Chart, type App } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster, Site } from '../constructs/model';
import { ExternalHost } from '../constructs/network';
import type { ChartBuilder } from '../synth/program';
import { byNamespace } from './by-namespace';

const APP = 'host-services';

/** The machines of the site that a cluster sees as Services: one application, since nothing of it holds state. */
export function hostServiceCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  const namespaces = byNamespace(site.hostServices, cluster);
  const build = (root: App): void => {
    const chart = new Chart(root, APP);
    for (const { namespace, members } of namespaces) {
      const home = new Construct(chart, namespace);
      for (const { name, host, ports } of members) {
        new ExternalHost(home, name, { site, cluster, host, namespace, ports });
      }
    }
  };
  return namespaces.length === 0 ? [] : [{ app: APP, build }];
}
