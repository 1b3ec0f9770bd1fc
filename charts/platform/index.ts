import { Chart, type App } from 'cdk8s';
import { KubeVip, LoadBalancer } from '../../constructs/ingress';
import type { Cluster, Site } from '../../constructs/model';
import type { ChartBuilder } from '../../synth/program';

/** What the systems of a cluster's platform are told by their own kinds: one application for each system. */
export function platformCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  return [...kubeVip(cluster), ...loadBalancer(site, cluster)];
}

function kubeVip(cluster: Cluster): readonly ChartBuilder[] {
  const input = cluster.platform['kube-vip'];
  return chartOf('kube-vip', input, (chart, { interface: vipInterface }) => {
    new KubeVip(chart, 'kube-vip', { cluster, interface: vipInterface });
  });
}

function loadBalancer(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  return chartOf('load-balancer', cluster.platform.metallb, (chart, { addresses }) => {
    new LoadBalancer(chart, 'addresses', { site, cluster, addresses });
  });
}

/** A chart for a system, if the site has it. */
function chartOf<T>(app: string, input: T | undefined, fill: (chart: Chart, input: T) => void): ChartBuilder[] {
  const build = (root: App): void => {
    fill(new Chart(root, app), input!);
  };
  return input === undefined ? [] : [{ app, build }];
}
