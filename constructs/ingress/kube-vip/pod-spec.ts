import type { Container, EnvVar, PodSpec } from '../../../imports/core/v1';
import type { Cluster } from '../../model';
import { parseIp } from '../../model/ip';
import { KUBE_VIP_IMAGE, KUBE_VIP_NAMESPACE, LEASE } from './derived';
import type { KubeVipProps } from './kube-vip-props';

/** Labels of the pods. */
export const LABELS: Readonly<Record<string, string>> = { 'app.kubernetes.io/name': 'kube-vip' };

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/** Port of the API server, on the nodes and on the shared address alike. */
const API_SERVER_PORT = 6443;

/** The pod on each control-plane node. */
export function podSpec(props: KubeVipProps, serviceAccountName: string): PodSpec {
  return {
    serviceAccountName,
    hostNetwork: true,
    // The certificate of kubeadm's API server is made out to `kubernetes`, not to 127.0.0.1.
    hostAliases: [{ ip: '127.0.0.1', hostnames: ['kubernetes'] }],
    priorityClassName: 'system-node-critical',
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: CONTROL_PLANE, operator: 'Exists' }] }],
        },
      },
    },
    // Also on a node that is not ready yet, or under pressure: without the address nobody can mend it.
    tolerations: [
      { effect: 'NoSchedule', operator: 'Exists' },
      { effect: 'NoExecute', operator: 'Exists' },
    ],
    containers: [container(props)],
  };
}

function container({ cluster, interface: vipInterface, resources }: KubeVipProps): Container {
  const amounts = { cpu: resources?.cpu ?? '100m', memory: resources?.memory ?? '64Mi' };
  return {
    name: 'kube-vip',
    image: KUBE_VIP_IMAGE,
    imagePullPolicy: 'IfNotPresent',
    args: ['manager'],
    env: environment(cluster, vipInterface),
    resources: { requests: amounts, limits: amounts },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      // ARP needs raw sockets, the address a right over interfaces.
      capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** @see https://github.com/kube-vip/kube-vip/blob/v1.2.3/pkg/kubevip/config_envvar.go */
function environment({ controlPlaneAddress }: Cluster, vipInterface: string): EnvVar[] {
  const address = parseIp(controlPlaneAddress);
  const settings: Readonly<Record<string, string>> = {
    // Both stand in for what kubelet would set: the API server of this node, whatever kube-proxy does.
    KUBERNETES_SERVICE_HOST: 'kubernetes',
    KUBERNETES_SERVICE_PORT: String(API_SERVER_PORT),
    address: controlPlaneAddress,
    port: String(API_SERVER_PORT),
    vip_interface: vipInterface,
    vip_subnet: address.ok && address.value.family === 6 ? '128' : '32',
    vip_arp: 'true',
    cp_enable: 'true',
    cp_namespace: KUBE_VIP_NAMESPACE,
    svc_enable: 'false',
    vip_leaderelection: 'true',
    vip_leasename: LEASE,
    // Seconds; upstream's own. Shorter ones move the address whenever etcd is slow.
    vip_leaseduration: '15',
    vip_renewdeadline: '10',
    vip_retryperiod: '2',
    prometheus_server: '127.0.0.1:2112',
  };
  return [
    ...Object.entries(settings).map(([name, value]) => ({ name, value })),
    // Holder of the lease: nodes, not pods, take turns.
    { name: 'vip_nodename', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  ];
}
