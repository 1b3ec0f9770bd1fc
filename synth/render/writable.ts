import { MAX_DEPTH, refusalOf } from '../yaml';
import { UnrenderableError } from './unrenderable-error';

/**
 * Refuses what has no form in YAML: the emitter would stop at it after every check has passed.
 *
 * @throws UnrenderableError naming the place.
 */
export function refuseUnwritable(value: unknown, path: readonly string[] = []): void {
  if (typeof value !== 'object' || value === null) {
    refuse(path, refusalOf(value));
    return;
  }
  refuseDepth(path);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      refuseUnwritable(item, [...path, String(index)]);
    });
    return;
  }
  for (const [key, member] of Object.entries(value).filter(([, given]) => given !== undefined)) {
    refuse(path, refusalOf(key)?.replace('a text', 'a key'));
    refuseUnwritable(member, [...path, key]);
  }
}

/**
 * Refuses a map or list deeper than the emitter goes; a cycle is one.
 *
 * @throws UnrenderableError
 */
export function refuseDepth(path: readonly string[]): void {
  if (path.length >= MAX_DEPTH) {
    refuse(path.slice(0, SHOWN_DEPTH), `maps and lists more than ${MAX_DEPTH} levels deep, or a cycle`);
  }
}

/** Levels that the message about a value nested too deep names. */
const SHOWN_DEPTH = 8;

function refuse(path: readonly string[], got: string | undefined): void {
  if (got !== undefined) {
    throw new UnrenderableError(path.join('.'), got, 'a value that every YAML reader gives back as it is');
  }
}
