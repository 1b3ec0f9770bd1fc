import type { Literal } from '../../guardrails/schemas/strict-schema';

export type { Literal, StrictSchema } from '../../guardrails/schemas/strict-schema';

/** The part of OpenAPI v3 that structural CRD schemas and the Kubernetes schemas use. */
export interface SourceSchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly Literal[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SourceSchema>>;
  readonly additionalProperties?: SourceSchema | boolean;
  readonly items?: SourceSchema;
  readonly allOf?: readonly SourceSchema[];
  readonly anyOf?: readonly SourceSchema[];
  readonly oneOf?: readonly SourceSchema[];
  readonly not?: SourceSchema;
  readonly $ref?: string;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-validations'?: readonly unknown[];
}

/** One served version of a CustomResourceDefinition. */
export interface CustomKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: Scope;
  readonly schema: SourceSchema;
  /** System of `versions.json` that the definition belongs to. */
  readonly system: string;
}

/** A kind of Kubernetes itself. */
export interface CoreKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: Scope;
  /** Name of its schema in the Kubernetes schemas. */
  readonly definition: string;
}

/** Whether objects of a kind live in a namespace. */
export type Scope = 'Namespaced' | 'Cluster';

/** Orders strings by code point, on every machine alike. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Entries of a record in code-point order of their keys. */
export function sortedEntries<T>(record: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(record ?? {}).sort(([a], [b]) => byCodePoint(a, b));
}
