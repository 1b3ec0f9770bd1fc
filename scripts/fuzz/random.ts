/** Random numbers that a seed repeats, for tests that must be able to show a failure again. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** An integer from 0 to `limit` - 1. */
  public below(limit: number): number {
    return Math.floor((this.next() / 2 ** 32) * limit);
  }

  /** True once in `times`. */
  public oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  public pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /** A list of up to `most` values. */
  public list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  /** @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c mulberry32 */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), bits | 61)) ^ bits;
    return (bits ^ (bits >>> 14)) >>> 0;
  }
}
