import { Chart, type App } from 'cdk8s';
import { LoadBalancer, Route, TraefikGateway } from '../../../constructs/ingress';
import { resolve, type Cluster, type PlacedViolation, type Site } from '../../../constructs/model';
import { EXAMPLE_SITE } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';

/** Rules that the constructs of ingress apply. */
export const INGRESS_APPLIERS: readonly [string, Applier][] = [
  ['LoadBalancer', buildLoadBalancer],
  ['Route', buildRoute],
  ['TraefikGateway', buildGateway],
];

function buildLoadBalancer(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const { addresses } = input as { addresses: string[] };
  return violationsOf((chart, { site, cluster }) => {
    new LoadBalancer(chart, 'addresses', { site, cluster, addresses });
  });
}

/** A row says what is special about a route. */
function buildRoute(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  return violationsOf((chart, { cluster }) => {
    new Route(chart, 'grafana', {
      cluster,
      namespace: 'monitoring',
      host: 'grafana.example.internal',
      service: { name: 'grafana', port: 80 },
      tls: { secretName: 'grafana-tls' },
      ...input,
    });
  });
}

function buildGateway(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const { hosts, asked } = input as { hosts: string[]; asked?: string };
  return violationsOf((chart) => {
    const gateway = new TraefikGateway(chart, 'shared', {
      namespace: 'traefik',
      listeners: hosts.map((host) => ({ host, tls: { issuer: { name: 'internal-ca', kind: 'ClusterIssuer' } } })),
    });
    if (asked !== undefined) {
      gateway.listenerOf(asked);
    }
  });
}

function violationsOf(
  use: (chart: Chart, place: { site: Site; cluster: Cluster }) => void,
): readonly PlacedViolation[] {
  const site = resolve(EXAMPLE_SITE);
  const build = (root: App): void => {
    use(new Chart(root, 'row'), { site, cluster: site.cluster('home') });
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'row', build }], stacks: () => [] }).violations;
}
