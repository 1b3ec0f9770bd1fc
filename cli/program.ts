import { appsChart } from '../charts/apps';
import { charts } from '../charts';
import { rootCharts } from '../charts/root';
import { isSiteInput, type Cluster, type Site, type SiteInput } from '../constructs/model';
import { stacks } from '../stacks';
import type { ChartBuilder, Program, StackBuilder } from '../synth/program';

const PROGRAM: unique symbol = Symbol.for('rackproof.Program') as never;

/** A site with charts and stacks of its owner's own. */
export interface ProgramInput {
  readonly site: SiteInput;
  /**
   * Charts of a cluster besides those that follow from the site.
   *
   * @default - none
   */
  readonly charts?: (site: Site, cluster: Cluster) => readonly ChartBuilder[];
  /**
   * Host stacks besides those that follow from the site.
   *
   * @default - none
   */
  readonly stacks?: (site: Site) => readonly StackBuilder[];
}

/**
 * Defines what `rackproof synth` and `cdk8s synth` render: everything that follows from the site, and what its owner adds.
 *
 * @example export default defineProgram({ site, charts: () => [{ app: 'wiki', build: (app) => new WikiChart(app, 'wiki') }] });
 */
export function defineProgram(input: ProgramInput): Program {
  const program: Program = {
    site: input.site,
    // Applications come last: there is one for every chart that was built.
    charts: (site, cluster) => [
      ...charts(site, cluster),
      ...(input.charts?.(site, cluster) ?? []),
      ...rootCharts(site, cluster),
      appsChart(site, cluster),
    ],
    stacks: (site) => [...stacks(site), ...(input.stacks?.(site) ?? [])],
  };
  return Object.assign(program, { [PROGRAM]: true });
}

/** The program that a module's default export stands for: a program, or a site alone. */
export function programOf(exported: unknown): Program | undefined {
  if (isSiteInput(exported)) {
    return defineProgram({ site: exported });
  }
  return isProgram(exported) ? exported : undefined;
}

function isProgram(value: unknown): value is Program {
  return typeof value === 'object' && value !== null && PROGRAM in value;
}
