import type { Site } from '../constructs/model';
import type { StackBuilder } from '../synth/program';
import { backupStacks } from './backup';

/** Every host stack that follows from the site. Each family adds a line. */
export function stacks(site: Site): readonly StackBuilder[] {
  return [...backupStacks(site)];
}
