import { VERSIONS } from '../../model/versions';

/** Namespace of kube-vip: that of the control plane, whose pods may use the network of their node. */
export const KUBE_VIP_NAMESPACE = 'kube-system';

/**
 * Name of the lease whose holder carries the control plane's address; kube-vip creates it when it first runs.
 *
 * @see https://github.com/kube-vip/kube-vip/blob/v1.2.3/cmd/kube-vip.go
 */
export const LEASE = 'plndr-cp-lock';

/** The image of kube-vip at its pinned version. */
export const KUBE_VIP_IMAGE = `ghcr.io/kube-vip/kube-vip:v${VERSIONS.systems['kube-vip'].app}`;
