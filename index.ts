export * from './constructs/model';
export { VendoredManifests, type VendoredManifestsProps } from './constructs/core/vendored-manifests';
export { cdk8sApp } from './cli/cdk8s';
export { defineProgram, type ProgramInput } from './cli/program';
export type { ChartBuilder, Program, StackBuilder } from './synth/program';
