export { KubeVip } from './kube-vip/kube-vip';
export type { KubeVipProps, KubeVipResources } from './kube-vip/kube-vip-props';
export { LoadBalancer, type LoadBalancerProps } from './load-balancer';
export { TraefikGateway, type GatewayListener, type TraefikGatewayProps } from './route/gateway';
export { TraefikGatewayClass } from './route/gateway-class';
export { Route } from './route/route';
export type {
  BasicAuth,
  CertificateSource,
  CommonRouteProps,
  ForwardAuth,
  GatewayReference,
  GatewayRouteProps,
  GatewayTls,
  IngressRouteProps,
  PlainHttp,
  RouteForm,
  RoutePods,
  RouteProps,
  RouteService,
} from './route/route-props';
