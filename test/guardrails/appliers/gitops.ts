import { misplaced } from '../../../cli/output-place';
import { Chart, type App } from 'cdk8s';
import { CERT_MANAGER } from '../../../constructs/certificates/cert-manager/derived';
import { HelmApplication, wavesOf, type HelmInstall } from '../../../constructs/gitops';
import { resolve, SpecError, type PlacedViolation } from '../../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';

/** Rules about what Argo CD reads. */
export const GITOPS_APPLIERS: readonly [string, Applier][] = [
  ['the place of the output in its repository', (input: unknown): readonly PlacedViolation[] => place(input as Place)],
  ['HelmApplication', (input: unknown): readonly PlacedViolation[] => install(input as Pick<HelmInstall, 'choices'>)],
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
