import { samplesOf, type Samples } from './arms';
import type { Goal } from './goal';
import type { Figure } from './row';
import { isNoisy, median, pairedRatios } from './statistics';

/** A ratio of two arms. */
export interface RatioOf {
  readonly name: string;
  readonly over: string;
  readonly under: string;
  /** @default - for information */
  readonly goal?: Goal;
  /** Arm that shows whether the machine was quiet. */
  readonly quietness?: string;
}

/** The figure of a ratio: the median of its paired values. */
export function ratioFigure(samples: Samples, { name, over, under, goal, quietness = under }: RatioOf): Figure {
  const { median: value, low, high } = pairedRatios(samplesOf(samples, over), samplesOf(samples, under));
  return {
    name,
    value,
    unit: 'x',
    spread: { low, high },
    noisy: isNoisy(samplesOf(samples, quietness)),
    detail: `${timeOf(samples, over)}, ${timeOf(samples, under)}`,
    ...(goal === undefined ? {} : { goal }),
  };
}

/** An arm and its median time: `ours 612 ms`. */
export function timeOf(samples: Samples, name: string): string {
  return `${name} ${milliseconds(median(samplesOf(samples, name)))}`;
}

/** `612 ms`, `1.25 ms`, `21.4 s`. */
export function milliseconds(value: number): string {
  if (value >= 10_000) {
    return `${(value / 1000).toFixed(1)} s`;
  }
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
