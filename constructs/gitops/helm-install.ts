import { chartObjects, chartValues, type ChartChoices, type ChartDefinition } from '../model/chart';
import type { DerivedObject } from '../model/derived-object';
import { pinnedChart } from './charts/derived';

/** A chart that a cluster gets: what is known of it, what the site chooses, and what must be there first. */
export interface HelmInstall {
  readonly definition: ChartDefinition;
  /**
   * What the site sets.
   *
   * @default - nothing: the definition's own resources, and the chart's defaults for every input
   */
  readonly choices?: ChartChoices;
  /**
   * Names of Applications that must be healthy first, besides those that follow from what it creates: its namespaces, and the
   * CustomResourceDefinitions of its custom resources.
   *
   * @default - none
   */
  readonly needs?: readonly string[];
}

/** Everything that an install creates. */
export function objectsOfInstall({ definition, choices }: HelmInstall): readonly DerivedObject[] {
  return chartObjects(definition, chartValues(definition, choices));
}

/** Where the chart of an install comes from. */
export function chartRepository({ definition }: HelmInstall): string {
  return pinnedChart(definition).repoURL;
}
