import { Chart, type App } from 'cdk8s';
import { LoadBalancer } from '../../../constructs/ingress';
import { resolve, type Cluster, type PlacedViolation, type Site } from '../../../constructs/model';
import { EXAMPLE_SITE } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';

/** Rules that the constructs of ingress apply. */
export const INGRESS_APPLIERS: readonly [string, Applier][] = [['LoadBalancer', buildLoadBalancer]];

function buildLoadBalancer(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const { addresses } = input as { addresses: string[] };
  return violationsOf((chart, { site, cluster }) => {
    new LoadBalancer(chart, 'addresses', { site, cluster, addresses });
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
