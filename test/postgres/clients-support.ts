import { Chart, type App } from 'cdk8s';
import { resolve, type Bundle, type Manifest } from '../../constructs/model';
import { PostgresCluster, topologyOf, type PostgresClusterProps } from '../../constructs/postgres';
import { checkBundle } from '../../guardrails/engine/check';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { RULES } from '../../guardrails/registry';
import { renderBundle } from '../../synth/render/bundle';

/** Rules about what the databases of these tests leave out. */
const ELSEWHERE: ReadonlySet<string> = new Set(['postgres/backup', 'structure/crd']);

const SITE = resolve(EXAMPLE_SITE);

/** Renders what is built beside the PostgresCluster `pg-main` of two instances, unless the props say otherwise. */
export function renderBeside(
  build: (chart: Chart, cluster: PostgresCluster) => void,
  props: Partial<PostgresClusterProps> = {},
): Bundle {
  const chart = (app: App): void => {
    const scope = new Chart(app, 'db');
    const cluster = new PostgresCluster(scope, 'pg-main', {
      namespace: 'databases',
      topology: topologyOf(SITE, SITE.cluster('home')),
      version: '18.6',
      instances: 2,
      resources: { cpu: '1', memory: '2Gi' },
      storage: { size: '20Gi', storageClass: 'local' },
      ...props,
    });
    build(scope, cluster);
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'db', build: chart }], stacks: () => [] });
}

/** The one object of a kind that was rendered without a fault. */
export function only(bundle: Bundle, kind: string): Manifest & { readonly spec: Record<string, unknown> } {
  expect(bundle.violations).toEqual([]);
  const found = bundle.objects.filter(({ manifest }) => manifest.kind === kind);
  expect(found).toHaveLength(1);
  return found[0]!.manifest as Manifest & { readonly spec: Record<string, unknown> };
}

/** Findings on what was rendered; the namespace, the storage class and definitions are rendered by others. */
export function findingsOf(bundle: Bundle): string[] {
  return checkBundle(bundle, RULES)
    .findings.filter(({ rule, where }) => !ELSEWHERE.has(rule) && where.startsWith('home/db'))
    .filter(({ got }) => !/^databases, which|^local$/.test(got))
    .map(({ rule, path, got }) => `${rule} ${path}: ${got}`);
}
