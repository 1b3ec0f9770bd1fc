import type { App } from 'cdk8s';
import { Chart } from 'cdk8s';
import { SelfSignedAuthority } from '../../constructs/certificates';
import { KubeVip, LoadBalancer } from '../../constructs/ingress';
import type { Cluster, Site } from '../../constructs/model';
import { StorageClass, VolumeSnapshotClass } from '../../constructs/storage';
import type { ChartBuilder } from '../../synth/program';
import { routeCharts } from './routes';

/** What the systems of a cluster's platform are told by their own kinds: one application for each concern. */
export function platformCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  return [
    ...issuers(cluster),
    ...kubeVip(cluster),
    ...loadBalancer(site, cluster),
    ...routeCharts(cluster),
    ...storageClasses(cluster),
  ];
}

function issuers({ platform }: Cluster): readonly ChartBuilder[] {
  return chartOf('issuers', platform['cert-manager'], (chart) => {
    new SelfSignedAuthority(chart, 'authority');
  });
}

function kubeVip(cluster: Cluster): readonly ChartBuilder[] {
  return chartOf('kube-vip', cluster.platform['kube-vip'], (chart, { interface: vipInterface }) => {
    new KubeVip(chart, 'kube-vip', { cluster, interface: vipInterface });
  });
}

function loadBalancer(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  return chartOf('load-balancer', cluster.platform.metallb, (chart, { addresses }) => {
    new LoadBalancer(chart, 'addresses', { site, cluster, addresses });
  });
}

function storageClasses(cluster: Cluster): readonly ChartBuilder[] {
  return chartOf('storage-classes', cluster.platform.longhorn, (chart, { replicas = 3 }) => {
    new StorageClass(chart, 'longhorn', { cluster, numberOfReplicas: replicas, isDefault: true });
    StorageClass.database(chart, 'longhorn-database', { cluster });
    if (cluster.platform['external-snapshotter'] !== undefined) {
      new VolumeSnapshotClass(chart, 'longhorn-snapshot', { type: 'snap', deletionPolicy: 'Delete' });
    }
  });
}

/** A chart for a system, if the site has it. */
function chartOf<T>(app: string, input: T | undefined, fill: (chart: Chart, input: T) => void): ChartBuilder[] {
  const build = (root: App): void => {
    fill(new Chart(root, app), input!);
  };
  return input === undefined ? [] : [{ app, build }];
}
