import { Construct } from 'constructs';
import type { DaemonSet } from '../../../imports/apps/v1';
import type { ServiceAccount } from '../../../imports/core/v1';
import type { Role, RoleBinding } from '../../../imports/rbac.authorization.k8s.io/v1';
import { kubeObject } from '../../core/kube-object';
import { KUBE_VIP_NAMESPACE, LEASE } from './derived';
import type { KubeVipProps } from './kube-vip-props';
import { LABELS, podSpec } from './pod-spec';

/** Name of the account, its role and its binding. */
const NAME = 'kube-vip';

const METADATA = { name: NAME, namespace: KUBE_VIP_NAMESPACE } as const;

/**
 * Defines kube-vip as the carrier of the control plane's address: one of the control-plane nodes holds it and answers ARP for
 * it, and another one takes over when that node or its API server fails: at the latest when its lease of 15 seconds has run out.
 *
 * **The first node comes before it.** `kubeadm init` waits for the control-plane address, and a DaemonSet needs the cluster
 * that is still to come. So the first control-plane node starts with a static pod (`kube-vip manifest pod ... >
 * /etc/kubernetes/manifests/kube-vip.yaml`) with the same lease. Once the DaemonSet runs on every control-plane node, remove
 * that file and then delete the DaemonSet's pod of that node: both named the node as holder of the lease, so the one that
 * stays would not notice that the address was taken off the interface when the other one ended.
 *
 * Each pod talks to the API server of its own node, as `kubernetes`, a name that kubeadm's certificate holds and that leads
 * to 127.0.0.1 here. After a power cut it therefore needs neither kube-proxy nor the address that it is to bring back, and a
 * node whose API server is down never holds the address. The kubelets of control-plane nodes must do the same: kubeadm sees
 * to that by its feature gate `ControlPlaneKubeletLocalMode`.
 *
 * The account may do less than upstream's: in this mode nothing but the lease is read or written. Metrics are bound to the
 * loopback interface, since host ports are open to everybody and an empty setting means the default, every address.
 *
 * @see https://github.com/kube-vip/kube-vip/blob/v1.2.3/pkg/kubevip/config_generator.go
 * @see https://kube-vip.io/docs/installation/daemonset/
 */
export class KubeVip extends Construct {
  constructor(scope: Construct, id: string, props: KubeVipProps) {
    super(scope, id);
    this.account();
    kubeObject<DaemonSet>(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { ...METADATA, labels: LABELS },
      spec: {
        selector: { matchLabels: LABELS },
        // One at a time: the others keep the address.
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
        template: { metadata: { labels: LABELS }, spec: podSpec(props, NAME) },
      },
    });
  }

  private account(): void {
    kubeObject<ServiceAccount>(this, 'ServiceAccount', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: METADATA,
    });
    kubeObject<Role>(this, 'Role', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: METADATA,
      rules: [
        // RBAC cannot hold `create` to a name: the name is in the body of the request.
        { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
        { apiGroups: ['coordination.k8s.io'], resources: ['leases'], resourceNames: [LEASE], verbs: ['get', 'update'] },
      ],
    });
    kubeObject<RoleBinding>(this, 'RoleBinding', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: METADATA,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: NAME },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: KUBE_VIP_NAMESPACE }],
    });
  }
}
