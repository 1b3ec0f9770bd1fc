import { ApiObject, App, JsonPatch, Lazy } from 'cdk8s';
import type { Manifest } from '../../constructs/model';
import { UnrenderableError } from './unrenderable-error';
import { refuseDepth, refuseUnwritable } from './writable';

/** The members of cdk8s' classes that rendering needs and that its types keep private. */
interface ApiObjectInternals {
  readonly props: Readonly<Record<string, unknown>>;
  readonly patches: readonly JsonPatch[];
}

/** Resolvers that every App has: Lazy, implicit tokens, number-or-string unions. They are built in below. */
const STOCK_RESOLVERS = 3;

/**
 * Renders an object exactly as cdk8s does, with three differences: keys like `constructor` are data, a number-or-string
 * union outside a generated class is its value (cdk8s writes `{value: 80}`), and what cdk8s would drop in silence
 * (`__proto__`) or print wrongly (NaN) is refused.
 *
 * @throws UnrenderableError naming the place.
 */
export function manifestOf(object: ApiObject): Manifest {
  const { props, patches } = object as unknown as ApiObjectInternals;
  if (isStock(object)) {
    const plain = plainOf({ ...props, metadata: object.metadata.toJson() as unknown }, []);
    return ordered(applyPatches(plain as Record<string, unknown>, patches));
  }
  refuseLostKeys(props, []);
  return ordered(plainOf(object.toJson() as unknown, []) as Record<string, unknown>);
}

/** Whether cdk8s' own `toJson` would run, with cdk8s' own resolvers. */
function isStock(object: ApiObject): boolean {
  const resolvers: unknown = (App.of(object) as unknown as { resolvers: unknown[] }).resolvers;
  return object.toJson === ApiObject.prototype.toJson && (resolvers as unknown[]).length === STOCK_RESOLVERS;
}

function applyPatches(manifest: Record<string, unknown>, patches: readonly JsonPatch[]): Record<string, unknown> {
  try {
    return patches.length === 0 ? manifest : (JsonPatch.apply(manifest, ...patches) as Record<string, unknown>);
  } catch (error) {
    throw new UnrenderableError(
      'patches',
      `a JSON patch that does not apply: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`,
      'operations whose paths exist in the rendered manifest and do not pass through __proto__',
    );
  }
}

/** The field's usual order at the top, the given order below; what every check relies on is there. */
function ordered(manifest: Record<string, unknown>): Manifest {
  const { apiVersion, kind, metadata, ...rest } = manifest;
  const { name, namespace } = (metadata ?? {}) as Record<string, unknown>;
  requireText(apiVersion, 'apiVersion');
  requireText(kind, 'kind');
  requireText(name, 'metadata.name');
  if (namespace !== undefined) {
    requireText(namespace, 'metadata.namespace');
  }
  const whole = { apiVersion, kind, metadata, ...rest } as Manifest;
  refuseUnwritable(whole);
  return whole;
}

/** A patch may have taken it away, and an object in another language's shape may never have had it. */
function requireText(value: unknown, at: string): void {
  if (typeof value !== 'string' || value === '') {
    throw new UnrenderableError(at, value === undefined || value === '' ? 'nothing' : `a ${typeof value}`, 'a text');
  }
}

function plainOf(value: unknown, path: readonly string[]): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (typeof value !== 'object') {
    return scalarOf(value, path);
  }
  refuseDepth(path);
  if (Array.isArray(value)) {
    // A list keeps its places: `null` stays, and nothing at all is refused below.
    return value.map((item: unknown, index) => (item === null ? null : plainOf(item, [...path, String(index)])));
  }
  return isPlain(value) && !isToken(value) ? mapOf(value, path) : plainOf(producedBy(value, path), path);
}

function scalarOf(value: unknown, path: readonly string[]): unknown {
  if (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
  ) {
    return value;
  }
  const got = typeof value === 'number' ? String(value) : `a ${typeof value}`;
  throw new UnrenderableError(dotted(path), got, 'a string, a finite number or a boolean');
}

/** Keys in code-point order, as cdk8s sorts them; members without a value are dropped. */
function mapOf(value: object, path: readonly string[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    if (key === '__proto__') {
      throw lostKey(path);
    }
    const member = plainOf((value as Record<string, unknown>)[key], [...path, key]);
    if (member !== undefined) {
      result[key] = member;
    }
  }
  return result;
}

/** Lazy values, tokens, and the unions of generated classes. */
function producedBy(value: object, path: readonly string[]): unknown {
  if (value instanceof Lazy) {
    return value.produce() as unknown;
  }
  if (isToken(value)) {
    return value.resolve();
  }
  const union = (value as { value?: unknown }).value;
  if (typeof union === 'number' || typeof union === 'string') {
    return union;
  }
  throw new UnrenderableError(dotted(path), `an instance of ${value.constructor.name}`, 'plain data');
}

function isToken(value: object): value is { resolve(): unknown } {
  return typeof (value as { resolve?: unknown }).resolve === 'function';
}

/** Made by a literal, `JSON.parse` or without a prototype, in whatever realm: Jest has two. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A class that renders itself drops the key before it can be seen in the result. */
function refuseLostKeys(value: unknown, path: readonly string[]): void {
  if (typeof value !== 'object' || value === null || !(isPlain(value) || Array.isArray(value))) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') {
      throw lostKey(path);
    }
    refuseLostKeys(member, [...path, key]);
  }
}

function lostKey(path: readonly string[]): UnrenderableError {
  return new UnrenderableError(
    dotted([...path, '__proto__']),
    'a key __proto__',
    'any other key: JavaScript readers lose this one in silence',
  );
}

function dotted(path: readonly string[]): string {
  return path.join('.');
}
