export type {
  Bundle,
  Declared,
  HostAlias,
  HostObject,
  HostOptions,
  HostTimeouts,
  KubeObject,
  Manifest,
  ManifestMetadata,
  Rendered,
} from './bundle';
export { external, type External } from './external';
export { FAILURE_DOMAIN_KINDS, type FailureDomain, type FailureDomainKind } from './failure-domain';
export { SpecError, type Finding, type PlacedViolation, type Severity, type Violation } from './finding';
export type { Flow, FlowPeer } from './flow';
export type { Port } from './port';
export { S3_FLAVOURS, s3Capabilities, type S3Capabilities, type S3Flavour, type S3Target } from './s3-target';
export * from './site';
export type { StateKind, StateUnit } from './state-unit';
