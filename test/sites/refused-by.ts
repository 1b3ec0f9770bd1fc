/** The one finding of the site that refuses a site of `test/sites/refused`. */
export interface RefusedBy {
  readonly rule: string;
  readonly at: string;
  /** Rules of rendered objects that see the same mistake once more, in code-point order. */
  readonly alsoSeenBy?: readonly string[];
}
