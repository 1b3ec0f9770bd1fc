export { KubeVip } from './kube-vip/kube-vip';
export type { KubeVipProps, KubeVipResources } from './kube-vip/kube-vip-props';
export { LoadBalancer, type LoadBalancerProps } from './load-balancer';
