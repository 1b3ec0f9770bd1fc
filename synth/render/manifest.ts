import {
  ApiObject,
  ApiObjectMetadataDefinition,
  App,
  ImplicitTokenResolver,
  type JsonPatch,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { Manifest } from '../../constructs/model';
import { messageOf } from './placed';
import { isPlain, MetadataSource, PlainCopy, type CopyOptions, type Members } from './plain-copy';
import { applyPatches } from './patches';
import { lostKey, UnrenderableError, type Refuse } from './unrenderable-error';
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
 * - A list that carries a member `value` is a list; cdk8s writes that member alone.
 * - A patch that takes away what is not there is remarked on; cdk8s passes over it.
 * - A patch of an object of a generated class (cdk8s-plus, `cdk8s import`) arrives whole. cdk8s puts the patched object through
 *   the class again, which drops the fields that it does not know, and every quantity.
 *
 * @param copy copies; what it does with a refusal is done with every refusal
 * @throws UnrenderableError naming the place.
 */
export function manifestOf(
  object: ApiObject,
  stockResolvers = hasStockResolvers(App.of(object)),
  copy = new PlainCopy(),
): Manifest {
  const { props, patches } = object as unknown as ApiObjectInternals;
  if (!stockResolvers || object.toJson !== ApiObject.prototype.toJson) {
    refuseLostKeys(props, copy.refuse);
    const isLate = patches.length > 0 && isGenerated(object);
    const given = copy.manifest(jsonOf(isLate ? unpatched(object) : object), undefined, OF_TO_JSON);
    return complete(isLate ? patched(given, patches, copy.refuse) : given, copy.refuse);
  }
  if (patches.length > 0) {
    const before = copy.manifest(props, metadataOf(object), BEFORE_PATCHES);
    return complete(patched(before, patches, copy.refuse), copy.refuse);
  }
  return complete(copy.manifest(props, metadataOf(object)), copy.refuse);
}

/** Whether a class was generated from a schema: its `toJson` knows the fields of that schema and no others. */
function isGenerated({ constructor }: ApiObject): boolean {
  return 'GVK' in constructor && 'manifest' in constructor;
}

/** The same object, without its patches. */
function unpatched(object: ApiObject): ApiObject {
  return Object.create(object, { patches: { value: [] } }) as ApiObject;
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

/** @throws UnrenderableError if a `toJson` of the object's class, or what a resolver of the App calls, ends with an error. */
function jsonOf(object: ApiObject): Members {
  try {
    return object.toJson() as Members;
  } catch (error) {
    const got = `a toJson that ends with an error: ${messageOf(error)}`;
    throw new UnrenderableError('toJson', got, 'an object that renders', 'render/object-failed');
  }
}

function patched(
  manifest: Record<string, unknown>,
  patches: readonly JsonPatch[],
  refuse: Refuse,
): Record<string, unknown> {
  const { apiVersion, kind, metadata, ...rest } = applyPatches(manifest, patches, refuse);
  const whole = { apiVersion, kind, metadata, ...rest };
  refuseUnwritable(whole, refuse);
  return whole;
}

/** A patch may have taken away what every check relies on, and an overridden `toJson` may never have given it. */
function complete(manifest: Record<string, unknown>, refuse: Refuse): Manifest {
  const { apiVersion, kind, metadata } = manifest;
  const { name, namespace } = (metadata ?? {}) as Members;
  const required = { apiVersion, kind, 'metadata.name': name };
  const given = namespace === undefined ? required : { ...required, 'metadata.namespace': namespace };
  for (const [at, value] of Object.entries(given)) {
    requireText(value, at, refuse);
  }
  return manifest as Manifest;
}

function requireText(value: unknown, at: string, refuse: Refuse): void {
  if (typeof value !== 'string' || value === '') {
    const got = value === undefined || value === '' ? 'nothing' : `a ${typeof value}`;
    refuse(new UnrenderableError(at, got, 'a text'));
  }
}

/** A class that renders itself drops the key before it can be seen in the result. */
function refuseLostKeys(value: unknown, refuse: Refuse, path: readonly string[] = []): void {
  if (typeof value !== 'object' || value === null || !(isPlain(value) || Array.isArray(value))) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') {
      refuse(lostKey([...path, key].join('.')));
      continue;
    }
    refuseLostKeys(member, refuse, [...path, key]);
  }
}
