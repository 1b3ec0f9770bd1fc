/** What a reader made of a document. */
export type Read = { readonly value: unknown } | { readonly error: string };

/** What each of some readers made of a document, by the name of the reader; `every` where all of them agree. */
export type Reads = Readonly<Record<string, Read>>;

/** Readers that are asked together, since they run in one process. */
export interface ReaderGroup {
  readonly name: string;
  /** Version of each reader, by its name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Whether they tell an integer from a float, which they then give as {@link typed} does. */
  readonly typed: boolean;
  read(documents: readonly string[]): Promise<readonly Reads[]>;
}

/** Readers that cannot be asked on this machine, and why. */
export interface Missing {
  readonly name: string;
  readonly missing: string;
}

/** What every reader must give for a value: as JSON would have it, so -0 is 0 and a member `undefined` is none. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

/** The value with each float marked, as readers give it whose language knows integers and floats. */
export function typed(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : { '\0float': value };
  if (Array.isArray(value)) return value.map(typed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, typed(member)]));
}
