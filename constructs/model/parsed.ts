/** Why a text is not the value that it should be; a check turns it into a violation. */
export interface Fault {
  /** What was given, in words or as the text itself. */
  readonly got: string;
  readonly expected: string;
  /**
   * What to write instead, where that can be told.
   *
   * @default - none
   */
  readonly fix?: string;
}

/** The outcome of a parser: parsers never throw. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/** A parser's success. */
export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** A parser's refusal. */
export function refused<T>(fault: Fault): Parsed<T> {
  return { ok: false, fault };
}
