/** Thrown by the emitter for a value that no YAML text can stand for honestly. It never holds the value itself. */
export class UnrepresentableError extends Error {
  constructor(
    /** Dotted path of the value, empty for the document itself: `spec.containers[0].env`. */
    public readonly path: string,
    /** What the value is and, where that helps, what to give instead. */
    public readonly description: string,
  ) {
    super(`${path === '' ? 'the document' : path}: ${description}`);
    this.name = 'UnrepresentableError';
  }
}

/** Joins keys and list positions to a dotted path; a key that would blur the path stands in brackets. */
export function dottedPath(keys: readonly (string | number)[]): string {
  return keys.map(segment).join('').replace(/^\./, '');
}

function segment(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return /^[\w$-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
