import { misplaced } from '../../../cli/output-place';
import { ApiObject, Chart, type App } from 'cdk8s';
import { appsChart } from '../../../charts/apps';
import { CERT_MANAGER } from '../../../constructs/certificates/cert-manager/derived';
import { HelmApplication, wavesOf, type HelmInstall } from '../../../constructs/gitops';
import { resolve, SpecError, type PlacedViolation, type PlatformInput } from '../../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';

/** Rules about what Argo CD reads. */
export const GITOPS_APPLIERS: readonly [string, Applier][] = [
  ['the place of the output in its repository', (input: unknown): readonly PlacedViolation[] => place(input as Place)],
  ['HelmApplication', (input: unknown): readonly PlacedViolation[] => install(input as Pick<HelmInstall, 'choices'>)],
  ['appsChart', (input: unknown): readonly PlacedViolation[] => apps(input as Apps)],
  ['wavesOf', (input: unknown): readonly PlacedViolation[] => order(input as Order)],
];

interface Place {
  readonly path: string;
  readonly place: string;
}

function place({ path, place }: Place): readonly PlacedViolation[] {
  const site = exampleSiteWith(({ clusters }) => {
    clusters['home']!.gitops.path = path;
  });
  return misplaced(place, resolve(site));
}

interface Order {
  readonly needs: Readonly<Record<string, readonly string[]>>;
}

function order({ needs }: Order): readonly PlacedViolation[] {
  try {
    wavesOf(
      Object.entries(needs).map(([name, others]) => ({ name, needs: others })),
      'row',
    );
    return [];
  } catch (error) {
    if (error instanceof SpecError) {
      const { rule, where, violation } = error;
      return [{ rule, where, object: '', violation }];
    }
    throw error;
  }
}

function install(choices: Pick<HelmInstall, 'choices'>): readonly PlacedViolation[] {
  const cluster = resolve(EXAMPLE_SITE).cluster('home');
  const build = (root: App): void => {
    const application = { definition: CERT_MANAGER, ...choices };
    new HelmApplication(new Chart(root, 'row'), 'cert-manager', { cluster, install: application, project: 'platform' });
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'row', build }], stacks: () => [] }).violations;
}

interface Apps {
  readonly charts: readonly string[];
  readonly platform: PlatformInput;
}

function apps({ charts, platform }: Apps): readonly PlacedViolation[] {
  const site = exampleSiteWith(({ clusters }) => {
    Object.assign(clusters['home']!, { platform });
  });
  const own = charts.map((app) => ({
    app,
    build: (root: App): void => {
      const metadata = { name: app, namespace: 'default' };
      new ApiObject(new Chart(root, app), 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    },
  }));
  const { violations } = renderBundle({
    site,
    charts: (resolved, cluster) => [...own, appsChart(resolved, cluster)],
    stacks: () => [],
  });
  return violations;
}
