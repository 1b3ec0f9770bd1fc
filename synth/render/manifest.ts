import {
  ApiObject,
  ApiObjectMetadataDefinition,
  App,
  ImplicitTokenResolver,
  JsonPatch,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { Manifest } from '../../constructs/model';
import { isPlain, lostKey, MetadataSource, PlainCopy, type CopyOptions, type Members } from './plain-copy';
import { UnrenderableError } from './unrenderable-error';
import { refuseUnwritable } from './writable';

/** The members of cdk8s' classes that rendering needs and that its types keep private. */
interface ApiObjectInternals {
  readonly props: Members;
  readonly patches: readonly JsonPatch[];
}

/** What every App resolves: Lazy, implicit tokens, number-or-string unions. It is built in below. */
const STOCK_RESOLVERS: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** Whether an App resolves nothing but what every App does. */
export function hasStockResolvers(app: App): boolean {
  const { resolvers } = app as unknown as { readonly resolvers: readonly object[] };
  return (
    resolvers.length === STOCK_RESOLVERS.length &&
    resolvers.every((each, index) => each.constructor === STOCK_RESOLVERS[index])
  );
}

/**
 * Renders an object as cdk8s does. A `toJson` of its class, its patches and resolvers of the App are honoured. It differs
 * where cdk8s loses or blurs what was given:
 *
 * - Keys like `constructor`, and maps without a prototype, are data.
 * - A number-or-string union outside a generated class is its value; cdk8s writes `{value: 80}`.
 * - What it drops in silence (`__proto__`) or prints as something else (NaN, nothing at a place of a list) is refused.
 * - A member that `toJson` leaves undefined is left out; cdk8s prints null.
 *
 * @throws UnrenderableError naming the place.
 */
export function manifestOf(
  object: ApiObject,
  stockResolvers = hasStockResolvers(App.of(object)),
  copy = new PlainCopy(),
): Manifest {
  const { props, patches } = object as unknown as ApiObjectInternals;
  if (!stockResolvers || object.toJson !== ApiObject.prototype.toJson) {
    refuseLostKeys(props, []);
    return complete(copy.manifest(object.toJson() as Members, undefined, OF_TO_JSON));
  }
  if (patches.length > 0) {
    return complete(patched(copy.manifest(props, metadataOf(object), BEFORE_PATCHES), patches));
  }
  return complete(copy.manifest(props, metadataOf(object)));
}

/** What `toJson` of a class gives is written as it is. */
const OF_TO_JSON: CopyOptions = { ofToJson: true, acceptsUnwritable: false };

const BEFORE_PATCHES: CopyOptions = { ofToJson: false, acceptsUnwritable: true };

/** The members of an object's metadata that its type keeps private. */
interface MetadataInternals {
  readonly _additionalAttributes?: Members;
}

/** What an object's metadata holds, before it is resolved. */
function metadataOf({ metadata }: ApiObject): unknown {
  const { _additionalAttributes: additional } = metadata as unknown as MetadataInternals;
  return additional === undefined || metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson
    ? metadata.toJson()
    : new MetadataSource(metadata as unknown as Members, additional);
}

function patched(manifest: Record<string, unknown>, patches: readonly JsonPatch[]): Record<string, unknown> {
  const { apiVersion, kind, metadata, ...rest } = applyPatches(manifest, patches);
  const whole = { apiVersion, kind, metadata, ...rest };
  refuseUnwritable(whole);
  return whole;
}

function applyPatches(manifest: Record<string, unknown>, patches: readonly JsonPatch[]): Record<string, unknown> {
  try {
    return JsonPatch.apply(manifest, ...patches) as Record<string, unknown>;
  } catch (error) {
    throw new UnrenderableError(
      'patches',
      `a JSON patch that does not apply: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`,
      'operations whose paths exist in the rendered manifest and do not pass through __proto__',
    );
  }
}

/** A patch may have taken away what every check relies on, and an overridden `toJson` may never have given it. */
function complete(manifest: Record<string, unknown>): Manifest {
  const { apiVersion, kind, metadata } = manifest;
  const { name, namespace } = (metadata ?? {}) as Members;
  requireText(apiVersion, 'apiVersion');
  requireText(kind, 'kind');
  requireText(name, 'metadata.name');
  if (namespace !== undefined) {
    requireText(namespace, 'metadata.namespace');
  }
  return manifest as Manifest;
}

function requireText(value: unknown, at: string): void {
  if (typeof value !== 'string' || value === '') {
    throw new UnrenderableError(at, value === undefined || value === '' ? 'nothing' : `a ${typeof value}`, 'a text');
  }
}

/** A class that renders itself drops the key before it can be seen in the result. */
function refuseLostKeys(value: unknown, path: readonly string[]): void {
  if (typeof value !== 'object' || value === null || !(isPlain(value) || Array.isArray(value))) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') {
      throw lostKey([...path, key].join('.'));
    }
    refuseLostKeys(member, [...path, key]);
  }
}
