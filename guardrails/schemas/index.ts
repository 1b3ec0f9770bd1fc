export { kindInfo, type KindInfo } from './catalogue';
export type { SchemaFault } from './faults';
export { validateManifest, type SchemaOptions, type SchemaResult } from './validate';
