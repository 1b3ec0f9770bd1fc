import { closest } from '../../constructs/model/text';

/** Most names that one run looks for a near miss of; what costs is the search, found or not. */
export const MOST_SEARCHES = 50;

/** Names that were likely meant. A run that misses thousands of names has one cause, and no use for as many searches. */
export class Suggestions {
  private left = MOST_SEARCHES;

  /** The candidate that was likely meant; undefined if none is near, or after too many searches. */
  public closest(name: string, candidates: () => Iterable<string>): string | undefined {
    if (this.left === 0) {
      return undefined;
    }
    this.left -= 1;
    return closest(name, candidates());
  }
}
