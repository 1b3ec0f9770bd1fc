import { describe, printScalar } from './scalar';
import { hasLoneSurrogate, inlineText } from './text';
import { dottedPath, UnrepresentableError } from './unrepresentable-error';

/** Maps and lists inside one another that every reader takes; js-yaml is the first to stop. A cycle is found here too. */
export const MAX_DEPTH = 99;

/** Levels that the message about a value nested too deep names. */
const SHOWN_DEPTH = 8;

/** Characters (UTF-16 units) of one document: far above what an API server takes, far below what memory holds. */
const MAX_LENGTH = 64 * 1024 * 1024;

/** A key printed longer than this stands behind `? `: readers look 1024 characters ahead for the colon. */
const MAX_IMPLICIT_KEY = 250;

const INDENTS: readonly string[] = Array.from({ length: MAX_DEPTH + 2 }, (_, depth) => '  '.repeat(depth));

/**
 * Prints one YAML document that YAML 1.1, YAML 1.2, go-yaml and PyYAML read back as the same value.
 *
 * Maps keep the order of their keys, members that are `undefined` are left out, a value that is referred to twice is
 * printed twice, and no line is ever folded. The text ends with a line feed and has no document marker.
 *
 * @throws UnrepresentableError if a value has no honest form: a number that is not finite or not exact, `undefined` in
 * a list, a function, symbol, bigint or class instance, half a surrogate pair, a key `__proto__`, a cycle, more than
 * 99 levels of maps and lists, or 64 Mi characters.
 */
export function emitYaml(value: unknown): string {
  return new Emitter().document(value);
}

class Emitter {
  private text = '';
  /** Keys and positions from the root to the value at hand; what lies deeper is left over from its siblings. */
  private readonly path: (string | number)[] = [];
  /** Collections from the root to the value at hand, as above. */
  private readonly parents: object[] = [];

  public document(value: unknown): string {
    if (!this.collection(value, 0, true)) return `${this.scalar(value, 0)}\n`;
    return this.text === '' ? `${emptyCollection(value)}\n` : this.text;
  }

  /** Prints what stands behind `key:` or behind the `-` of an item. */
  private member(value: unknown, depth: number, inItem: boolean): void {
    const before = this.text;
    this.text += inItem ? ' ' : '\n';
    if (this.collection(value, depth, inItem)) {
      if (this.text.length === before.length + 1) this.text = `${before} ${emptyCollection(value)}\n`;
      return;
    }
    this.text = `${before} ${this.scalar(value, depth)}\n`;
  }

  /** Prints a map or list line by line, `compact` if its first line has been started; nothing if it is empty. */
  private collection(value: unknown, depth: number, compact: boolean): boolean {
    if (typeof value !== 'object' || value === null) return false;
    this.guard(value, depth);
    if (Array.isArray(value)) this.list(value, depth, compact);
    else this.map(value as Readonly<Record<string, unknown>>, depth, compact);
    return true;
  }

  private list(list: readonly unknown[], depth: number, compact: boolean): void {
    for (let index = 0; index < list.length; index++) {
      this.path[depth] = index;
      this.text += compact && index === 0 ? '-' : `${indentOf(depth)}-`;
      this.member(list[index], depth + 1, true);
    }
  }

  private map(map: Readonly<Record<string, unknown>>, depth: number, compact: boolean): void {
    let lead = compact ? '' : indentOf(depth);
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      this.path[depth] = key;
      this.text += `${lead}${this.key(key, depth)}:`;
      this.member(value, depth + 1, false);
      lead = indentOf(depth);
    }
  }

  private key(key: string, depth: number): string {
    // Half of all readers would set the prototype of what they build, or drop the key.
    if (key === '__proto__') this.refuse(depth + 1, 'a key that readers drop or obey');
    if (hasLoneSurrogate(key)) this.refuse(depth, 'a key with half a surrogate pair, which is not valid Unicode');
    const text = inlineText(key);
    return text.length > MAX_IMPLICIT_KEY ? `? ${text}\n${indentOf(depth)}` : text;
  }

  private scalar(value: unknown, depth: number): string {
    // The document itself never is a block: js-yaml takes the parent of the root for level 0, others for -1.
    const scalar = printScalar(value, indentOf(depth));
    return 'text' in scalar ? scalar.text : this.refuse(depth, scalar.refused);
  }

  private guard(value: object, depth: number): void {
    if (!Array.isArray(value) && !isPlainObject(value)) this.refuse(depth, describe(value));
    if (this.text.length > MAX_LENGTH) this.refuse(depth, `part of a document of more than ${MAX_LENGTH} characters`);
    this.parents[depth] = value;
    if (depth >= MAX_DEPTH) this.refuseDepth();
  }

  /** Too deep: either a cycle, then it is told where that closes, or really so many levels. */
  private refuseDepth(): never {
    for (const [depth, parent] of this.parents.entries()) {
      const first = this.parents.indexOf(parent);
      if (first < depth)
        this.refuse(depth, `a cycle: it is ${dottedPath(this.path.slice(0, first)) || 'the document'}`);
    }
    return this.refuse(SHOWN_DEPTH, `nested more than ${MAX_DEPTH} levels deep`);
  }

  private refuse(depth: number, description: string): never {
    throw new UnrepresentableError(dottedPath(this.path.slice(0, depth)), description);
  }
}

function indentOf(depth: number): string {
  return INDENTS[depth] ?? '  '.repeat(depth);
}

function emptyCollection(value: unknown): '[]' | '{}' {
  return Array.isArray(value) ? '[]' : '{}';
}

/** Made by a literal, `JSON.parse` or without a prototype, in whatever realm. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
