import { Chart, type App } from 'cdk8s';
import type { PlacedViolation } from '../../../constructs/model';
import { EXAMPLE_SITE } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';

/** Rules that the renderer applies. */
export const RENDER_APPLIERS: readonly [string, Applier][] = [['a chart that is built', buildChart]];

function buildChart(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const build = (app: App): void => {
    if (input['throws'] !== undefined) {
      throw new Error(input['throws'] as string);
    }
    if (input['throwsText'] !== undefined) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- users do
      throw input['throwsText'];
    }
    new Chart(app, 'row');
  };
  const program = { site: EXAMPLE_SITE, charts: () => [{ app: 'row', build }], stacks: () => [] };
  return renderBundle(program).violations;
}
