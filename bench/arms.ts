import type { Bench } from './row';

/** Records a time under a name, for a part of an action that counts of its own: in milliseconds, by default since the start. */
export type Lap = (name: string, milliseconds?: number) => void;

/** What is timed. */
export type Action = (lap: Lap) => void;

/** One of the things that are compared. */
export interface Arm {
  readonly name: string;
  /** Does what does not count, such as building the tree and removing the last output, and returns what does. */
  prepare(): Action;
}

/** How often the arms run. */
export interface Plan {
  /** Rounds that are not counted. */
  readonly warmups: number;
  readonly rounds: number;
}

/** Milliseconds by the name of an arm, or of its lap as `arm/lap`: one value for each round, in their order. */
export type Samples = ReadonlyMap<string, readonly number[]>;

/** Runs arms in rounds, in each round all of them, in random order. */
export function interleave(bench: Bench, arms: readonly Arm[], { warmups, rounds }: Plan): Samples {
  const samples = new Map<string, number[]>();
  for (let round = 1 - warmups; round <= rounds; round++) {
    const told: string[] = [];
    for (const arm of bench.random.shuffled(arms)) {
      const times = timed(arm);
      if (round > 0) {
        times.forEach((time, name) => samples.set(name, [...(samples.get(name) ?? []), time]));
      }
      told.push(`${arm.name} ${times.get(arm.name)!.toFixed(0)} ms`);
    }
    bench.progress(`${round > 0 ? `round ${round} of ${rounds}` : 'warm-up'}: ${told.join(', ')}`);
  }
  return samples;
}

/** Samples of one arm or lap. */
export function samplesOf(samples: Samples, name: string): readonly number[] {
  const found = samples.get(name);
  if (found === undefined) {
    throw new Error(`nothing was measured under ${name}`);
  }
  return found;
}

function timed(arm: Arm): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const action = arm.prepare();
  collectGarbage();
  const start = performance.now();
  action((name, milliseconds = performance.now() - start) => {
    times.set(`${arm.name}/${name}`, milliseconds);
  });
  return times.set(arm.name, performance.now() - start);
}

/** So that no arm pays for what another has left; needs `--expose-gc`. */
export function collectGarbage(): void {
  globalThis.gc?.();
}
