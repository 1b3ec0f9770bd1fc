import { keyText } from './key';
import { isPlainObject, MAX_DEPTH, refusalIn } from './refusal';
import { scalarText } from './scalar';
import { UnrepresentableError } from './unrepresentable-error';

/** Characters (UTF-16 units) of one document: far above what an API server takes, far below what memory holds. */
const MAX_LENGTH = 64 * 1024 * 1024;

/** How a line begins, by the number of maps and lists around it; each line brings the line feed before it. */
const LINES: readonly string[] = Array.from({ length: MAX_DEPTH + 1 }, (_, depth) => `\n${'  '.repeat(depth)}`);

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
  try {
    return new Emitter(value).document();
  } catch (error) {
    // More characters than one string of V8 holds, which is far beyond MAX_LENGTH.
    if (error instanceof RangeError) refuseLength();
    throw error;
  }
}

/** Knows no paths, which only a refusal needs: {@link refusalIn} then walks to the same place. */
class Emitter {
  private text = '';

  constructor(private readonly root: unknown) {}

  public document(): string {
    const { root } = this;
    if (!isCollection(root)) this.text = scalarText(root, undefined) ?? this.refuse();
    else if (!this.collection(root, 0, '')) this.text = emptyText(root);
    if (this.text.length > MAX_LENGTH) refuseLength();
    return joined(`${this.text}\n`);
  }

  /** Prints what stands behind the colon of a key or the dash of an item; `first`: how its first own member begins. */
  private member(value: unknown, depth: number, first: string): void {
    if (!isCollection(value)) this.text += ` ${scalarText(value, LINES[depth]) ?? this.refuse()}`;
    else if (!this.collection(value, depth, first)) this.text += ` ${emptyText(value)}`;
  }

  /** Prints the members of a map or list; returns whether it has any. */
  private collection(value: object, depth: number, first: string): boolean {
    if (this.text.length > MAX_LENGTH) refuseLength();
    if (depth >= MAX_DEPTH) this.refuse();
    if (Array.isArray(value)) return this.list(value, depth, first);
    if (!isPlainObject(value)) this.refuse();
    return this.map(value as Readonly<Record<string, unknown>>, depth, first);
  }

  private list(list: readonly unknown[], depth: number, first: string): boolean {
    const line = LINES[depth]!;
    for (let index = 0; index < list.length; index++) {
      this.text += index === 0 ? `${first}-` : `${line}-`;
      this.member(list[index], depth + 1, ' ');
    }
    return list.length > 0;
  }

  private map(map: Readonly<Record<string, unknown>>, depth: number, first: string): boolean {
    const line = LINES[depth]!;
    const below = LINES[depth + 1]!;
    let start = first;
    let printed = false;
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      this.text += start + (keyText(key, line) ?? this.refuse());
      this.member(value, depth + 1, below);
      start = line;
      printed = true;
    }
    return printed;
  }

  private refuse(): never {
    throw refusalIn(this.root) ?? new UnrepresentableError('', 'data that changed while it was printed');
  }
}

function refuseLength(): never {
  throw new UnrepresentableError('', `a document of more than ${MAX_LENGTH} characters`);
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function emptyText(collection: object): '[]' | '{}' {
  return Array.isArray(collection) ? '[]' : '{}';
}

/**
 * Makes one string of the tree of pieces as which V8 keeps a text that grew by `+=`: reading a character of it does.
 * Left as trees, the documents of a site cost the garbage collector twice the time that printing them takes.
 */
function joined(text: string): string {
  // No text is empty; but a reading whose result is not used, a compiler may leave out.
  return Number.isNaN(text.charCodeAt(0)) ? '' : text;
}
