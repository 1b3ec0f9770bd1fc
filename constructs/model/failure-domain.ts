/** What can fail as a whole, from the smallest to the largest. */
export const FAILURE_DOMAIN_KINDS = ['host', 'switch', 'circuit', 'rack', 'room', 'building'] as const;

/** Kind of a failure domain. Every host is one by itself. */
export type FailureDomainKind = (typeof FAILURE_DOMAIN_KINDS)[number];

/** Something whose failure takes every member with it: a rack, a power circuit, a switch, a building. */
export interface FailureDomain {
  /** What it is. */
  readonly kind: Exclude<FailureDomainKind, 'host'>;
  /**
   * What it is, for people.
   *
   * @default - the key
   */
  readonly description?: string;
}
