import { everyGroup } from './index';
import type { ReaderGroup } from './reading';

/** Defines a test for every group of readers; one that this machine lacks is skipped, and its title says why. */
export function itWithEveryGroup(title: string, run: (group: ReaderGroup) => Promise<void>, timeout?: number): void {
  for (const group of everyGroup()) {
    if ('missing' in group) it.skip(`${group.name}: ${title} (skipped: ${group.missing})`, () => undefined);
    else it(`${group.name}: ${title}`, () => run(group), timeout);
  }
}
