import { Chart, type App } from 'cdk8s';
import { resolve, type Bundle, type Cluster, type Finding, type Manifest, type Site } from '../../constructs/model';
import { checkBundle } from '../../guardrails/engine/check';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { RULES } from '../../guardrails/registry';
import { renderBundle } from '../../synth/render/bundle';

/** Where the constructs of a test stand. */
export interface Place {
  readonly site: Site;
  readonly cluster: Cluster;
}

/** Renders a chart `ingress` of the example site's cluster. */
export function render(use: (chart: Chart, place: Place) => void): Bundle {
  const site = resolve(EXAMPLE_SITE);
  const build = (app: App): void => {
    use(new Chart(app, 'ingress'), { site, cluster: site.cluster('home') });
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'ingress', build }], stacks: () => [] });
}

/** The only object of a kind; fails if there is none, or more than one. */
export function manifest(bundle: Bundle, kind: string): Manifest {
  const [found, ...more] = bundle.objects.filter((object) => object.manifest.kind === kind);
  if (found === undefined || more.length > 0) {
    throw new Error(`expected one ${kind}, found ${bundle.objects.map((object) => object.manifest.kind).join(', ')}`);
  }
  return found.manifest;
}

/** Rules about what a single chart of a test leaves out: namespaces, definitions, and the systems themselves. */
const OF_NEIGHBOURS: ReadonlySet<string> = new Set([
  'certificates/issuer-reference',
  'ingress/ingress-class',
  'structure/reference',
  'structure/crd',
  'structure/not-judged',
]);

/** What the rules say of the objects themselves. */
export function findings(bundle: Bundle): readonly Finding[] {
  return checkBundle(bundle, RULES).findings.filter(
    ({ where, rule }) => where.startsWith('home/') && !OF_NEIGHBOURS.has(rule),
  );
}
