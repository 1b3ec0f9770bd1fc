import { sha256Of } from './digest';
import { tolerating } from './fault';
import type { Inventory } from './inventory';
import type { Session } from './session';

/**
 * Which files are no longer what the last run wrote: somebody has edited them since.
 *
 * @param paths regular files that are there; those that the last inventory does not list are left out
 */
export function editedSince(session: Session, last: Inventory | undefined, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const hashes = new Map(last?.files.map(({ path, sha256 }) => [path, sha256]));
  return paths.filter((path) => {
    const former = hashes.get(path);
    return former !== undefined && hashOf(session, path, former) !== former;
  });
}

/** A file that may not be read can still be replaced: of that one nothing is said. */
function hashOf(session: Session, path: string, unknown: string): string {
  let hash = unknown;
  tolerating(['EACCES'], () => {
    hash = sha256Of(session.ops.read(session.path(path)));
  });
  return hash;
}
