import { inProcess } from './in-process';
import { go, python } from './processes';
import type { Missing, ReaderGroup } from './reading';

export { inProcess };
export { misreadings, type Case, type Misreading } from './misreadings';
export { asJson, type Missing, type ReaderGroup } from './reading';

/** Every group of readers, those too that this machine lacks. */
export function everyGroup(): readonly (ReaderGroup | Missing)[] {
  return [inProcess, python(), go()];
}
