import { Chart, type App } from 'cdk8s';
import { ARGO_CD } from '../../constructs/gitops/argo-cd/derived';
import { Route, type RouteProps } from '../../constructs/ingress';
import type { Cluster } from '../../constructs/model';
import { PROMETHEUS_STACK } from '../../constructs/observability/prometheus-stack/derived';
import type { ChartBuilder } from '../../synth/program';
import { hasInternalIssuer, INTERNAL_ISSUER } from './issuer';

const APP = 'routes';

/** A way to the user interface of a system; each asks for a login itself. */
type Interface = Pick<RouteProps, 'namespace' | 'host' | 'service' | 'backendPods'> & { readonly id: string };

/** Ways to the user interfaces of the platform, where there are Traefik and certificates for them. */
export function routeCharts(cluster: Cluster): readonly ChartBuilder[] {
  const interfaces = cluster.platform.traefik !== undefined && hasInternalIssuer(cluster) ? interfacesOf(cluster) : [];
  const build = (root: App): void => {
    const chart = new Chart(root, APP);
    for (const { id, ...target } of interfaces) {
      new Route(chart, id, { cluster, tls: { issuer: INTERNAL_ISSUER }, ...target });
    }
  };
  return interfaces.length === 0 ? [] : [{ app: APP, build }];
}

function interfacesOf({ platform }: Cluster): readonly Interface[] {
  const { 'argo-cd': argo, 'prometheus-operator': monitoring } = platform;
  return [
    ...(argo === undefined ? [] : [argoCd(argo.host)]),
    ...(monitoring?.grafanaHost === undefined ? [] : [grafana(monitoring.grafanaHost)]),
  ];
}

function argoCd(host: string): Interface {
  const { namespace } = ARGO_CD;
  return {
    id: 'argocd',
    namespace,
    host,
    service: { name: 'argocd-server', port: 80 },
    backendPods: podsOf(namespace, { 'app.kubernetes.io/name': 'argocd-server' }, 8080),
  };
}

function grafana(host: string): Interface {
  const { namespace } = PROMETHEUS_STACK;
  return {
    id: 'grafana',
    namespace,
    host,
    service: { name: 'kube-prometheus-stack-grafana', port: 80 },
    backendPods: podsOf(namespace, { 'app.kubernetes.io/name': 'grafana' }, 3000),
  };
}

function podsOf(
  namespace: string,
  labels: Readonly<Record<string, string>>,
  port: number,
): NonNullable<RouteProps['backendPods']> {
  return { pods: { kind: 'pods', namespace, labels }, ports: [port] };
}
