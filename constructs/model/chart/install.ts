import type { ContainerResources } from '../container-resources';
import type { ChartDefinition } from './definition';
import { differences, withValue, withoutValue, type HelmValue, type HelmValues } from './values';

/** What a site says of an install: everything else is the definition's. */
export interface ChartChoices {
  /**
   * Resources by the definition's names.
   *
   * @default - the definition's own
   */
  readonly resources?: Readonly<Record<string, ContainerResources>>;
  /**
   * Inputs by the definition's names.
   *
   * @default - none: what the chart does without them
   */
  readonly inputs?: Readonly<Record<string, HelmValue | undefined>>;
}

/** Values of an install: what is always set, resources for every container that has a value for them, and the inputs. */
export function chartValues(definition: ChartDefinition, choices: ChartChoices = {}): HelmValues {
  const resources = Object.entries(definition.resources).map(([name, own]) => {
    const { cpu, cpuLimit, memory } = choices.resources?.[name] ?? own;
    return [own.path, { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory } }] as const;
  });
  const inputs = Object.entries(definition.inputs).flatMap(([name, { path }]) => {
    const value = choices.inputs?.[name];
    return value === undefined ? [] : [[path, value] as const];
  });
  return [...resources, ...inputs].reduce((values, [path, value]) => withValue(values, path, value), definition.fixed);
}

/**
 * Paths of values that the knowledge does not cover: they are set and nobody tried what they do, or they are not set
 * although the knowledge was drawn with them.
 */
export function uncoveredValues(definition: ChartDefinition, values: HelmValues): readonly string[] {
  const open = [...Object.values(definition.resources), ...Object.values(definition.inputs)].map(({ path }) => path);
  const bare = (of: HelmValues): HelmValues => open.reduce(withoutValue, of);
  return differences(bare(definition.fixed), bare(values));
}
