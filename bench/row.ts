import type { Goal } from './goal';
import type { Random } from '../test/fixtures/random';
import type { Scratch } from './scratch';

/** What every row is given. */
export interface Bench {
  /** Whether this is a smoke run: tiny sizes, whose figures say nothing. */
  readonly quick: boolean;
  readonly random: Random;
  /** @default none: the machine has no file system in memory, and what writes is not measured */
  readonly scratch?: Scratch;
  /** A size or a count: the first, or in a smoke run the second. */
  pick<T>(full: T, quick: T): T;
  /** Says on stderr what is going on. */
  progress(text: string): void;
}

/** One measured number. */
export interface Figure {
  /** Short name with the size, as the last line shows it: `synth/floor 4000`. */
  readonly name: string;
  readonly value: number;
  /** `x` for a ratio; else `s`, `KB`, `MiB`, `files`, or nothing for an exponent. */
  readonly unit: 'x' | 's' | 'KB' | 'MiB' | 'files' | '';
  /**
   * 25th and 75th percentile over the rounds.
   *
   * @default - one value, without rounds
   */
  readonly spread?: { readonly low: number; readonly high: number };
  /** @default - for information */
  readonly goal?: Goal;
  /**
   * Whether what it is measured against varied so much that the machine was busy.
   *
   * @default false
   */
  readonly noisy?: boolean;
  /** Absolute times, so that the ratio can be understood: `ours 612 ms, floor 405 ms`. */
  readonly detail: string;
}

/** One line of the goals: what is measured, and how. */
export interface Row {
  readonly id: number;
  readonly title: string;
  /** How it is measured, for `--explain`. */
  readonly definition: string;
  /** Whether it needs a file system in memory. */
  readonly writes: boolean;
  /**
   * Why it cannot be measured here.
   *
   * @default - it can
   */
  readonly missing?: string;
  /** @throws Error if what was measured did not do its work: a fast wrong answer is no figure. */
  measure(bench: Bench): readonly Figure[];
}

/** Defines a row. */
export function defineRow(row: Row): Row {
  return row;
}
