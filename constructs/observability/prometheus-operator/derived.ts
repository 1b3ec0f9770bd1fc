import type { Manifest } from '../../model';
import type { DerivedObject } from '../../model/derived-object';
import { recordOf } from '../../model/foreign';
import { alertmanagerObjects } from './alertmanager/derived';
import { prometheusObjects } from './prometheus/derived';
import { RELOADER_RESOURCES, type Resources } from './workload/derived';

const OPERATED: ReadonlyMap<string, (owner: Manifest, reloader: Resources) => readonly DerivedObject[]> = new Map([
  ['Alertmanager', alertmanagerObjects],
  ['Prometheus', prometheusObjects],
]);

/**
 * What the operator creates for a Prometheus or an Alertmanager, with the pods; nothing for other manifests, and nothing
 * while it is told to pause.
 *
 * Read at v0.93.0, of which the installed release is a patch. Left out: agents, rulers of Thanos, and volumes for the
 * Secrets and ConfigMaps that the custom resource names.
 *
 * @param reloader resources of the reloaders, which the operator gets from its own command line
 */
export function operatedObjects(
  manifest: Manifest,
  reloader: Resources = RELOADER_RESOURCES,
): readonly DerivedObject[] {
  const create = manifest.apiVersion.startsWith('monitoring.coreos.com/') ? OPERATED.get(manifest.kind) : undefined;
  return create === undefined || recordOf(manifest['spec'])['paused'] === true ? [] : create(manifest, reloader);
}

/**
 * The Service of the kubelets, which has no selector: the operator itself keeps the addresses of the nodes.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/kubelet/controller.go
 */
export function kubeletService(name: string): DerivedObject {
  const namespace = 'kube-system';
  const ports = [
    { name: 'https-metrics', port: 10250 },
    { name: 'http-metrics', port: 10255 },
    { name: 'cadvisor', port: 4194 },
  ];
  return {
    kind: 'Service',
    namespace,
    name,
    ports,
    manifest: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace,
        labels: {
          'k8s-app': 'kubelet',
          'app.kubernetes.io/name': 'kubelet',
          'app.kubernetes.io/managed-by': 'prometheus-operator',
        },
      },
      spec: { type: 'ClusterIP', clusterIP: 'None', ports },
    },
    source: 'pkg/kubelet/controller.go',
  };
}
