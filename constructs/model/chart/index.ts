export type { ContainerResources } from '../container-resources';
export type { ChartDefinition, ChartInput, Exemption, IgnoredDifference, ResourcesInput } from './definition';
export { chartObjects } from './derived-chart';
export { chartValues, uncoveredValues, type ChartChoices } from './install';
export { VALUE_MARK, type RenderedChart, type RenderedObject } from './rendered';
export { valueAt, withValue, withoutValue, type HelmValue, type HelmValues } from './values';
