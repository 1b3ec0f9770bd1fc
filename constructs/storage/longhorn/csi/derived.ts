import type { DerivedObject } from '../../../model/derived-object';

const NAMESPACE = 'longhorn-system';

/** Replicas of each sidecar, as the driver deployer has them by default. */
const SIDECAR_REPLICAS = 3;

/** Port on which the sidecars serve metrics. */
const METRICS_PORT = 8000;

const SIDECARS = ['csi-attacher', 'csi-provisioner', 'csi-resizer', 'csi-snapshotter'] as const;

const SIDECAR = amounts('20m', '200m', '128Mi');

/**
 * Resources of the containers of the CSI driver, by container: the setting `system-managed-csi-components-resource-limits`.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/types/setting.go
 */
export const CSI_RESOURCES = {
  'csi-attacher': SIDECAR,
  'csi-provisioner': SIDECAR,
  'csi-resizer': SIDECAR,
  'csi-snapshotter': SIDECAR,
  'longhorn-csi-plugin': amounts('50m', '500m', '256Mi'),
  'node-driver-registrar': amounts('10m', '100m', '64Mi'),
  'longhorn-liveness-probe': amounts('10m', '100m', '64Mi'),
} as const;

function amounts(cpu: string, cpuLimit: string, memory: string) {
  return { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory } };
}

const COMMON = { serviceAccountName: 'longhorn-service-account', priorityClassName: 'longhorn-critical' } as const;

const KUBELET = '/var/lib/kubelet';
const SOCKETS = `${KUBELET}/plugins/driver.longhorn.io`;

/**
 * What the driver deployer creates: the sidecars, the plugin on every node and the driver itself.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/csi/deployment.go
 */
export const CSI_OBJECTS: readonly DerivedObject[] = [
  ...SIDECARS.map(sidecar),
  plugin(),
  {
    kind: 'storage.k8s.io/CSIDriver',
    name: 'driver.longhorn.io',
    source: 'csi/deployment.go',
    manifest: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: 'driver.longhorn.io' },
      spec: { podInfoOnMount: true },
    },
  },
];

/** Its pods carry one label, not those that Longhorn's other pods have. */
function sidecar(name: (typeof SIDECARS)[number]): DerivedObject {
  const container = {
    name,
    ports: [{ name, containerPort: METRICS_PORT }],
    resources: CSI_RESOURCES[name],
  };
  return {
    kind: 'apps/Deployment',
    namespace: NAMESPACE,
    name,
    source: 'csi/deployment_util.go',
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: NAMESPACE, labels: { app: name, 'longhorn.io/managed-by': 'longhorn-manager' } },
      spec: {
        replicas: SIDECAR_REPLICAS,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: { ...COMMON, containers: [container], volumes: [hostPath('socket-dir', SOCKETS)] },
        },
      },
    },
  };
}

function hostPath(name: string, path: string) {
  return { name, hostPath: { path } };
}

function plugin(): DerivedObject {
  const name = 'longhorn-csi-plugin';
  const labels = { app: name };
  return {
    kind: 'apps/DaemonSet',
    namespace: NAMESPACE,
    name,
    source: 'csi/deployment.go',
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name, namespace: NAMESPACE, labels: { 'longhorn.io/managed-by': 'longhorn-manager' } },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pluginPod() } },
    },
  };
}

function pluginPod() {
  const privileged = { privileged: true };
  return {
    ...COMMON,
    containers: [
      {
        name: 'node-driver-registrar',
        resources: CSI_RESOURCES['node-driver-registrar'],
        securityContext: privileged,
      },
      { name: 'longhorn-liveness-probe', resources: CSI_RESOURCES['longhorn-liveness-probe'] },
      {
        name: 'longhorn-csi-plugin',
        ports: [{ containerPort: 9808, protocol: 'TCP' }],
        resources: CSI_RESOURCES['longhorn-csi-plugin'],
        securityContext: { ...privileged, allowPrivilegeEscalation: true, capabilities: { add: ['SYS_ADMIN'] } },
      },
    ],
    volumes: [
      hostPath('kubernetes-csi-dir', `${KUBELET}/plugins/kubernetes.io/csi`),
      hostPath('registration-dir', `${KUBELET}/plugins_registry`),
      hostPath('socket-dir', SOCKETS),
      hostPath('pods-mount-dir', `${KUBELET}/pods`),
      hostPath('host-dev', '/dev'),
      hostPath('host-proc', '/proc'),
      hostPath('host-sys', '/sys'),
      hostPath('lib-modules', '/lib/modules'),
    ],
  };
}
