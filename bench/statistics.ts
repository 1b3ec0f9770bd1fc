/** A ratio of two arms: the median over the rounds, and the middle half of them. */
export interface Spread {
  readonly median: number;
  /** 25th percentile. */
  readonly low: number;
  /** 75th percentile. */
  readonly high: number;
}

/** Quantile by linear interpolation between the two nearest values; `fraction` from 0 to 1. */
export function quantile(values: readonly number[], fraction: number): number {
  if (values.length === 0) {
    throw new RangeError('no values: nothing was measured');
  }
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * fraction;
  const below = Math.floor(position);
  const lower = sorted[below]!;
  return lower + (sorted[Math.min(below + 1, sorted.length - 1)]! - lower) * (position - below);
}

/** The middle value; with an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Median and middle half of values. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

/**
 * Ratios of the same round, so that what slows a round down slows both of its arms. Their median moves little under load,
 * where the ratio of two minima swings by half.
 */
export function pairedRatios(over: readonly number[], under: readonly number[]): Spread {
  if (over.length !== under.length) {
    throw new RangeError(`${over.length} and ${under.length} values do not pair`);
  }
  return spreadOf(over.map((value, round) => value / under[round]!));
}

/** Largest p75/p25 of an arm that is measured against itself on a quiet machine. */
const QUIET = 1.5;

/** Whether an arm's own times differ so much that the machine was busy with something else. */
export function isNoisy(values: readonly number[]): boolean {
  const { low, high } = spreadOf(values);
  return high / low > QUIET;
}

/** Exponent `k` of `time ~ size^k`: the slope of the least-squares line through the logarithms. */
export function exponentOf(sizes: readonly number[], times: readonly number[]): number {
  const x = sizes.map(Math.log);
  const y = times.map(Math.log);
  const meanX = mean(x);
  const meanY = mean(y);
  const covariance = x.reduce((sum, value, index) => sum + (value - meanX) * (y[index]! - meanY), 0);
  const variance = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  return covariance / variance;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
