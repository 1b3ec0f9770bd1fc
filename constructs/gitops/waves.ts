import { compareCodePoints } from '../model/code-points';
import { SpecError } from '../model/finding';

/** An Application, with the names of the Applications that must be healthy before it. */
export interface Ordered {
  readonly name: string;
  readonly needs: readonly string[];
}

/**
 * Sync waves of Applications: as early as their needs allow, the first wave is 0. Needs that are none of the Applications
 * have been there before.
 *
 * @throws SpecError `gitops/wave-cycle` if Applications wait for each other.
 */
export function wavesOf(applications: readonly Ordered[], where: string): ReadonlyMap<string, number> {
  const byName = new Map(applications.map((application) => [application.name, application]));
  const waves = new Map<string, number>();
  const waveOf = (name: string, path: readonly string[]): number => {
    const known = waves.get(name);
    if (known !== undefined) {
      return known;
    }
    if (path.includes(name)) {
      throw cycle([...path.slice(path.indexOf(name)), name], where);
    }
    const needs = (byName.get(name)?.needs ?? []).filter((need) => byName.has(need) && need !== name);
    const wave = Math.max(-1, ...needs.map((need) => waveOf(need, [...path, name]))) + 1;
    waves.set(name, wave);
    return wave;
  };
  [...byName.keys()].sort(compareCodePoints).forEach((name) => waveOf(name, []));
  return waves;
}

function cycle(path: readonly string[], where: string): SpecError {
  return new SpecError(where, 'gitops/wave-cycle', {
    at: 'needs',
    got: path.join(' -> '),
    expected: 'an order in which every application comes after what it needs',
  });
}
