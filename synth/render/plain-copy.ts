import { Lazy } from 'cdk8s';
import { MAX_DEPTH, refusalOf } from '../yaml';
import { messageOf } from './placed';
import { sortedKeys } from './sorted-keys';
import { lostKey, stopAtFirst, UnrenderableError, unwritable, type Refuse } from './unrenderable-error';

/** How one manifest is copied. */
export interface CopyOptions {
  /**
   * Whether it comes from cdk8s' own `toJson`: there `null` stays in maps too, and `undefined` in a list was `null`. In
   * lists `null` always stays: they keep their places.
   */
  readonly ofToJson: boolean;
  /** Whether a text or number that no YAML can stand for may pass: a patch may yet take it away. */
  readonly acceptsUnwritable: boolean;
}

/** Members of a map by their keys. */
export type Members = Readonly<Record<string, unknown>>;

/** Members of `metadata` that cdk8s holds apart from the others, in order. */
const OWN_METADATA: readonly string[] = ['annotations', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences'];

function isOwnMetadata(key: string): boolean {
  return OWN_METADATA.includes(key);
}

/** Metadata as cdk8s holds it, where empty maps and lists count for nothing. */
export class MetadataSource {
  public readonly keys: readonly string[];

  constructor(
    public readonly own: Members,
    public readonly additional: Members,
  ) {
    // Neither is spread: cdk8s deletes a key of `additional`, and V8 is slow to copy what had a key deleted.
    const keys = Object.keys(additional);
    this.keys = keys.every(isOwnMetadata) ? OWN_METADATA : [...new Set([...OWN_METADATA, ...keys])].sort();
  }
}

const PLAIN: CopyOptions = { ofToJson: false, acceptsUnwritable: false };

/** Levels that the message about a value nested too deep names. */
const SHOWN_DEPTH = 8;

/**
 * Copies what an object was given as plain data, in one pass that also refuses what cannot be written.
 *
 * Lazy values, tokens and number-or-string unions become what they stand for, keys stand in order, and members without a
 * value are left out. The path is kept in one list, since it is needed only where something is refused. One instance can
 * copy any number of manifests, one after the other.
 */
export class PlainCopy {
  /** Keys and positions from the root to the value at hand; what lies deeper is left over from its siblings. */
  private readonly path: (string | number)[] = [];
  private options = PLAIN;
  private dropsEmpty = false;

  /** @param refuse what happens to a value that cannot be written; by default it ends the copy */
  constructor(public readonly refuse: Refuse = stopAtFirst) {}

  /**
   * Copies a manifest: first what every check relies on, then the other members in order.
   *
   * @throws UnrenderableError naming the place of a map or list too deep, whatever is done with other refusals.
   */
  public manifest(members: Members, metadata = members['metadata'], options = PLAIN): Record<string, unknown> {
    this.options = options;
    this.dropsEmpty = false;
    const copy: Record<string, unknown> = {
      apiVersion: this.member('apiVersion', members['apiVersion']),
      kind: this.member('kind', members['kind']),
      metadata: metadata instanceof MetadataSource ? this.metadata(metadata) : this.member('metadata', metadata),
    };
    for (const key of sortedKeys(members)) {
      if (key !== 'apiVersion' && key !== 'kind' && key !== 'metadata') {
        this.fill(copy, members, key, 0);
      }
    }
    return copy;
  }

  private member(key: string, value: unknown): unknown {
    this.path[0] = key;
    return this.copy(value, 1);
  }

  private metadata({ keys, own, additional }: MetadataSource): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    this.path[0] = 'metadata';
    this.dropsEmpty = true;
    for (const key of keys) {
      this.fill(copy, isOwnMetadata(key) ? own : additional, key, 1);
    }
    this.dropsEmpty = false;
    return copy;
  }

  private copy(value: unknown, depth: number): unknown {
    if (typeof value === 'object' && value !== null) {
      return this.collection(value, depth);
    }
    return value === undefined || value === null ? undefined : this.scalar(value, depth);
  }

  private scalar(value: unknown, depth: number): unknown {
    if (isWritable(value)) {
      return value;
    }
    if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) {
      if (!this.options.acceptsUnwritable) {
        this.refuseIf(refusalOf(value), depth);
      }
      return value;
    }
    const got = typeof value === 'number' ? String(value) : `a ${typeof value}`;
    return this.refused(new UnrenderableError(this.placeOf(depth), got, 'a string, a finite number or a boolean'));
  }

  private collection(value: object, depth: number): unknown {
    if (depth >= MAX_DEPTH) {
      const got = `maps and lists more than ${MAX_DEPTH} levels deep, or a cycle`;
      throw unwritable(this.placeOf(Math.min(depth, SHOWN_DEPTH)), got);
    }
    if (isToken(value)) {
      return this.copy(this.producedBy(value, depth), depth);
    }
    if (Array.isArray(value)) {
      return this.list(value, depth);
    }
    return isPlain(value) ? this.map(value as Members, depth) : this.copy(this.producedBy(value, depth), depth);
  }

  private list(list: readonly unknown[], depth: number): unknown {
    if (this.dropsEmpty && list.length === 0) {
      return undefined;
    }
    // As long as it will be: a list that grows keeps room for sixteen more items.
    const copy = [...list];
    for (let index = 0; index < copy.length; index++) {
      this.path[depth] = index;
      copy[index] = this.item(copy[index], depth + 1);
    }
    return copy;
  }

  private item(value: unknown, depth: number): unknown {
    if (value === null || (value === undefined && this.options.ofToJson)) {
      return null;
    }
    const item = this.copy(value, depth);
    if (item === undefined && !this.options.acceptsUnwritable) {
      this.refuseIf(refusalOf(undefined), depth);
    }
    return item;
  }

  private map(map: Members, depth: number): unknown {
    const copy: Record<string, unknown> = {};
    let empty = true;
    for (const key of sortedKeys(map)) {
      empty = !this.fill(copy, map, key, depth) && empty;
    }
    return empty && this.dropsEmpty ? undefined : copy;
  }

  /** Copies one member of a map into its copy; tells whether it has a value. */
  private fill(copy: Record<string, unknown>, map: Members, key: string, depth: number): boolean {
    this.path[depth] = key;
    if (key === '__proto__') {
      this.refuse(lostKey(this.placeOf(depth + 1)));
      return false;
    }
    const given = map[key];
    const member = given === null && this.options.ofToJson ? null : this.copy(given, depth + 1);
    if (member === undefined) {
      return false;
    }
    if (!isWritable(key) && !this.options.acceptsUnwritable) {
      this.refuseIf(refusalOf(key)?.replace('a text', 'a key'), depth);
    }
    copy[key] = member;
    return true;
  }

  /** Lazy values, tokens, and the unions of generated classes. */
  private producedBy(value: object, depth: number): unknown {
    try {
      if (value instanceof Lazy) {
        return value.produce() as unknown;
      }
      if (isToken(value)) {
        return value.resolve();
      }
    } catch (error) {
      const got = `a value that ends with an error: ${messageOf(error)}`;
      return this.refused(new UnrenderableError(this.placeOf(depth), got, 'a value', 'render/object-failed'));
    }
    const union = (value as { value?: unknown }).value;
    if (typeof union === 'number' || typeof union === 'string') {
      return union;
    }
    const got = `an instance of ${value.constructor.name}`;
    return this.refused(new UnrenderableError(this.placeOf(depth), got, 'plain data'));
  }

  private refuseIf(got: string | undefined, depth: number): void {
    if (got !== undefined) {
      this.refuse(unwritable(this.placeOf(depth), got));
    }
  }

  /** Stands for what was refused in a copy that nobody will see. */
  private refused(error: UnrenderableError): unknown {
    this.refuse(error);
    return '';
  }

  private placeOf(depth: number): string {
    return this.path.slice(0, depth).join('.');
  }
}

const SURROGATE = /[\ud800-\udfff]/;

/** Whether a scalar is plainly one that every reader gives back; of the others the emitter knows more. */
function isWritable(value: unknown): boolean {
  if (typeof value === 'string') {
    return !SURROGATE.test(value);
  }
  return Number.isSafeInteger(value) || typeof value === 'boolean';
}

/** Made by a literal, `JSON.parse` or without a prototype, in whatever realm: Jest has two. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isToken(value: object): value is { resolve(): unknown } {
  return typeof (value as { resolve?: unknown }).resolve === 'function';
}
