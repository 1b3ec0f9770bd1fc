/** `error` stops the output; `warning` is reported and does not. */
export type Severity = 'error' | 'warning';

/** What a check saw in one place; the engine adds who, where and the rule's own texts. */
export interface Violation {
  /** Dotted path of the field, from the root of the object: `spec.resources.requests.cpu`. */
  readonly at: string;
  /** What stands there. Never the value of a secret. */
  readonly got: string;
  /** What should stand there. */
  readonly expected: string;
  /**
   * How to mend this very place.
   *
   * @default - the rule's own fix
   */
  readonly fix?: string;
}

/** One fault in one place, complete enough to be acted on without opening anything else. */
export interface Finding {
  /** Id of the rule, a path in the registry: `postgres/guaranteed-qos`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Construct path, path in the site model, or file: the place in what the user wrote. */
  readonly where: string;
  /** The object as the field names it: `Cluster databases/pg-main`. Empty where there is none. */
  readonly object: string;
  /** Dotted path of the field inside the object. */
  readonly path: string;
  readonly got: string;
  readonly expected: string;
  readonly why: string;
  readonly fix: string;
  /** Page of the rule. */
  readonly docs: string;
}

/** A violation with its place, before the registry completes it to a {@link Finding}. */
export interface PlacedViolation {
  readonly rule: string;
  readonly where: string;
  readonly object: string;
  readonly violation: Violation;
}

/** A place in the tree of constructs; `constructs` itself is not needed to name one. */
export interface ConstructPlace {
  readonly node: { readonly path: string };
}

/**
 * Thrown by a construct, or by the site model, that was given what it cannot render.
 *
 * It ends the chart or stack that it is thrown in; the runner turns it into a {@link Finding} and goes on with the rest.
 */
export class SpecError extends Error {
  /** Construct path, or path in the site model. */
  public readonly where: string;

  constructor(
    place: ConstructPlace | string,
    /** Id of the rule that the input breaks. */
    public readonly rule: string,
    public readonly violation: Violation,
  ) {
    super(`[${rule}] ${violation.at}: got ${violation.got}, expected ${violation.expected}`);
    this.name = 'SpecError';
    this.where = typeof place === 'string' ? place : place.node.path;
  }
}
