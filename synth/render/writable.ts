import { MAX_DEPTH, refusalOf } from '../yaml';
import { unwritable, type Refuse } from './unrenderable-error';

/**
 * Refuses what has no form in YAML: the emitter would stop at it after every check has passed.
 *
 * @throws UnrenderableError naming the place of a map or list too deep, whatever is done with other refusals.
 */
export function refuseUnwritable(value: unknown, refuse: Refuse, path: readonly string[] = []): void {
  const refuseIf = (got: string | undefined): void => {
    if (got !== undefined) {
      refuse(unwritable(path.join('.'), got));
    }
  };
  if (typeof value !== 'object' || value === null) {
    refuseIf(refusalOf(value));
    return;
  }
  refuseDepth(path);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      refuseUnwritable(item, refuse, [...path, String(index)]);
    });
    return;
  }
  for (const [key, member] of Object.entries(value).filter(([, given]) => given !== undefined)) {
    refuseIf(refusalOf(key)?.replace('a text', 'a key'));
    refuseUnwritable(member, refuse, [...path, key]);
  }
}

/**
 * Refuses a map or list deeper than the emitter goes; a cycle is one.
 *
 * @throws UnrenderableError
 */
function refuseDepth(path: readonly string[]): void {
  if (path.length >= MAX_DEPTH) {
    throw unwritable(
      path.slice(0, SHOWN_DEPTH).join('.'),
      `maps and lists more than ${MAX_DEPTH} levels deep, or a cycle`,
    );
  }
}

/** Levels that the message about a value nested too deep names. */
const SHOWN_DEPTH = 8;
