import type { Chart } from 'cdk8s';
import type { Bundle, Finding } from '../../constructs/model';
import { findingsOf, renderChart, type Place } from '../fixtures/one-chart';

export { manifest } from '../fixtures/one-chart';

/** Rules about what a single chart of a test leaves out. */
const OF_NEIGHBOURS = ['structure/reference', 'structure/crd', 'storage/provisioner'];

/** Renders a chart `row` of the example site's cluster. */
export function render(use: (chart: Chart, place: Place) => void): Bundle {
  return renderChart('row', use);
}

/** What the rules say of the objects themselves. */
export function findings(bundle: Bundle): readonly Finding[] {
  return findingsOf(bundle, OF_NEIGHBOURS);
}
