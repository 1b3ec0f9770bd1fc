import type { Chart } from 'cdk8s';
import { Route, type CommonRouteProps, type GatewayRouteProps, type IngressRouteProps } from '../../constructs/ingress';
import type { Bundle, Manifest } from '../../constructs/model';
import { render, type Place } from './fixture';

/** What a test says of a route; everything else is the same for all. */
export type Special = Partial<CommonRouteProps> &
  (Partial<IngressRouteProps> | (Partial<GatewayRouteProps> & Pick<GatewayRouteProps, 'form'>));

/** Adds the route `grafana` to a chart. */
export function addRoute(chart: Chart, { cluster }: Place, special: Special = {}): Route {
  return new Route(chart, 'grafana', {
    cluster,
    namespace: 'monitoring',
    host: 'grafana.example.internal',
    service: { name: 'grafana', port: 80 },
    tls: { issuer: { name: 'internal-ca', kind: 'ClusterIssuer' } },
    ...special,
  });
}

/** A bundle with the route `grafana` and nothing else. */
export function routeBundle(special: Special = {}): Bundle {
  return render((chart, place) => {
    addRoute(chart, place, special);
  });
}

/** The objects of a kind, in the order of the output. */
export function manifests(bundle: Bundle, kind: string): readonly Manifest[] {
  return bundle.objects.map((object) => object.manifest).filter((object) => object.kind === kind);
}
