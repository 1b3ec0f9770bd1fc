import { keyRefusal } from './key';
import { describe, refusalOf } from './scalar';
import { dottedPath, UnrepresentableError } from './unrepresentable-error';

/** Maps and lists inside one another that every reader takes; js-yaml is the first to stop. A cycle is found here too. */
export const MAX_DEPTH = 99;

/** Levels that the message about a value nested too deep names. */
const SHOWN_DEPTH = 8;

/** Finds the first value, in the order of printing, that has no form in YAML; `undefined` if all have one. */
export function refusalIn(value: unknown): UnrepresentableError | undefined {
  return new Search().below(value);
}

/** Made by a literal, `JSON.parse` or without a prototype, in whatever realm. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

class Search {
  /** Keys and positions from the root to the value at hand. */
  private readonly path: (string | number)[] = [];
  /** Collections around the value at hand. */
  private readonly parents: object[] = [];

  public below(value: unknown): UnrepresentableError | undefined {
    if (typeof value !== 'object' || value === null) return this.found(refusalOf(value));
    if (!Array.isArray(value) && !isPlainObject(value)) return this.found(describe(value));
    this.parents.push(value);
    if (this.parents.length > MAX_DEPTH) return this.tooDeep();
    const found = Array.isArray(value) ? this.inList(value) : this.inMap(value as Readonly<Record<string, unknown>>);
    this.parents.pop();
    return found;
  }

  private inList(list: readonly unknown[]): UnrepresentableError | undefined {
    // Not forEach or findIndex: they pass over holes, which no reader can.
    for (let index = 0; index < list.length; index++) {
      const found = this.at(index, list[index]);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private inMap(map: Readonly<Record<string, unknown>>): UnrepresentableError | undefined {
    for (const key of Object.keys(map)) {
      if (map[key] === undefined) continue;
      const found = this.inKey(key) ?? this.at(key, map[key]);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private inKey(key: string): UnrepresentableError | undefined {
    // A path with half a surrogate pair could not be printed either.
    return this.found(keyRefusal(key), key === '__proto__' ? [...this.path, key] : this.path);
  }

  private at(key: string | number, value: unknown): UnrepresentableError | undefined {
    this.path.push(key);
    const found = this.below(value);
    this.path.pop();
    return found;
  }

  private found(description: string | undefined, path = this.path): UnrepresentableError | undefined {
    return description === undefined ? undefined : new UnrepresentableError(dottedPath(path), description);
  }

  /** Either a cycle, then it is told where that closes, or really so many levels. */
  private tooDeep(): UnrepresentableError | undefined {
    for (const [depth, parent] of this.parents.entries()) {
      const first = this.parents.indexOf(parent);
      if (first === depth) continue;
      const closes = dottedPath(this.path.slice(0, first)) || 'the document';
      return this.found(`a cycle: it is ${closes}`, this.path.slice(0, depth));
    }
    return this.found(`nested more than ${MAX_DEPTH} levels deep`, this.path.slice(0, SHOWN_DEPTH));
  }
}
