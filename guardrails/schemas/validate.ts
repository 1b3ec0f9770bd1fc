import { validate, type Schema } from '@cfworker/json-schema';
import { schemaOf, similarKinds, type LoadedSchema } from './catalogue';
import { faultsOf, type SchemaFault } from './faults';
import { fitsOf } from './fits';
import { registerFormats } from './formats';
import { locateErrors, type LocatedError } from './located-error';
import { describeValue } from './got';
import { ownValue, type Segments } from './path';
import { firstNotJson } from './plain-json';

/** What the pinned schema of its kind says of a manifest. */
export interface SchemaResult {
  /** The kind is not pinned: no schema was applied. */
  readonly unknownKind: boolean;
  /** Pinned kinds that an unknown one may have been meant to be, `apps/v1 Deployment`. */
  readonly similarKinds: readonly string[];
  /** One per mistake. */
  readonly faults: readonly SchemaFault[];
  /** Rules in CEL that belong to the schema and were not evaluated. */
  readonly notModelledRules: number;
}

/** How a manifest is judged. */
export interface SchemaOptions {
  /**
   * `absent` reads a null where none is allowed as the API server does, as if the key were not there: for manifests
   * that other tools rendered. `refuse` makes it a fault.
   *
   * @default 'refuse'
   */
  readonly nulls?: 'absent' | 'refuse';
}

registerFormats();

/** Judges a manifest by the strict schema of its kind. */
export function validateManifest(manifest: unknown, { nulls = 'refuse' }: SchemaOptions = {}): SchemaResult {
  const malformed = firstMalformed(manifest);
  if (malformed.length > 0) {
    return { unknownKind: false, similarKinds: [], faults: malformed, notModelledRules: 0 };
  }
  const { apiVersion, kind } = manifest as Readonly<Record<'apiVersion' | 'kind', string>>;
  const loaded = schemaOf(apiVersion, kind);
  if (loaded === undefined) {
    return { unknownKind: true, similarKinds: similarKinds(apiVersion, kind), faults: [], notModelledRules: 0 };
  }
  const faults = schemaFaults(manifest, loaded, nulls);
  return { unknownKind: false, similarKinds: [], faults, notModelledRules: loaded.celRules };
}

/** What keeps a manifest from being looked up at all. */
function firstMalformed(manifest: unknown): readonly SchemaFault[] {
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) {
    return [{ path: '', got: describeValue(manifest, [], manifest), expected: 'an object with apiVersion and kind' }];
  }
  const notJson = firstNotJson(manifest);
  if (notJson !== undefined) {
    return [{ ...notJson, expected: 'a value that JSON can hold', fix: 'render plain values only' }];
  }
  return (['apiVersion', 'kind'] as const).flatMap((field) => {
    const value = ownValue(manifest, field);
    const got = value === undefined ? 'nothing' : describeValue(value, [field], manifest);
    return typeof value === 'string' && value !== '' ? [] : [{ path: field, got, expected: 'a string that names it' }];
  });
}

function errorsOf(manifest: unknown, loaded: LoadedSchema): LocatedError[] {
  // References are handed over ready, which spares the validator its walk over the whole file.
  const references = loaded.references as Record<string, Schema>;
  const { valid, errors } = validate(manifest, loaded.schema as Schema, '2020-12', references, false);
  return valid ? [] : locateErrors(errors, loaded, manifest);
}

/** Faults by the schema of the kind, or one fault for all where there are too many. */
function schemaFaults(manifest: unknown, loaded: LoadedSchema, nulls: SchemaOptions['nulls']): readonly SchemaFault[] {
  if (fitsOf(loaded)(manifest)) {
    return [];
  }
  try {
    const judged = nulls === 'absent' ? withoutRefusedNulls(manifest, loaded) : manifest;
    return faultsOf(errorsOf(judged, loaded), judged);
  } catch (error) {
    // The validator passes the errors of a level on as arguments: some hundred thousand overflow the stack.
    if (error instanceof RangeError) {
      return [
        { path: '', got: 'more faults than can be listed', expected: 'an object that fits the schema of its kind' },
      ];
    }
    throw error;
  }
}

function withoutRefusedNulls(manifest: unknown, loaded: LoadedSchema): unknown {
  const refused = errorsOf(manifest, loaded).filter(({ keyword, value }) => keyword === 'type' && value === null);
  if (refused.length === 0) {
    return manifest;
  }
  const copy: unknown = structuredClone(manifest);
  for (const { segments } of refused) {
    removeKey(copy, segments);
  }
  return copy;
}

/** An item of a list stays: a null there is a value to the API server too. */
function removeKey(manifest: unknown, segments: Segments): void {
  const owner = segments.slice(0, -1).reduce<unknown>(ownValue, manifest);
  const key = segments.at(-1);
  if (typeof key === 'string') {
    Reflect.deleteProperty(owner as object, key);
  }
}
