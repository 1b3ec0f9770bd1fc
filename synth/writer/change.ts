import { syncDirectory } from './durable';
import { tolerating } from './fault';
import { stagedNames, type Journal } from './journal';
import { INVENTORY, STAGED_INVENTORY, STAGING } from './names';
import { directoriesOf, fold } from './output-path';
import type { Session } from './session';

/**
 * Carries a decided change out, or on from wherever an earlier attempt has ended.
 *
 * What stands in the way of a new file goes first (a file where a directory is needed, a directory where a file is, a
 * name that differs by case only), then the new files come, then the other stale files go, and last the inventory.
 */
export function carryOut(session: Session, { write, remove }: Journal): void {
  const staged = new Set(stagedNames(session));
  const inTheWay = remove.filter(blocking(write));
  // Once a new file is in place its forerunner is gone, and under the old name there may be the new file.
  if (write.every((_, index) => staged.has(String(index)))) removeFiles(session, inTheWay);
  placeFiles(session, write, staged);
  const others = new Set(inTheWay);
  removeFiles(
    session,
    remove.filter((path) => !others.has(path)),
  );
  if (staged.has('inventory')) session.ops.rename(session.path(STAGED_INVENTORY), session.path(INVENTORY));
  syncDirectory(session.ops, session.target.root);
}

/** Tells which stale files must be gone before the new ones can come, on any file system. */
function blocking(write: readonly string[]): (stale: string) => boolean {
  const taken = new Map(write.flatMap(placesOf).map((place) => [fold(place), place]));
  return (stale) =>
    placesOf(stale).some((place) => {
      const other = taken.get(fold(place)) ?? taken.get(fold(otherKind(place)));
      return other !== undefined && other !== place;
    });
}

/** The places that a file takes: each directory with a slash at its end, and itself. */
function placesOf(path: string): string[] {
  return [...directoriesOf(path).map((directory) => `${directory}/`), path];
}

/** The same name as a directory if it is a file's, as a file if it is a directory's. */
function otherKind(place: string): string {
  return place.endsWith('/') ? place.slice(0, -1) : `${place}/`;
}

function placeFiles(session: Session, paths: readonly string[], staged: ReadonlySet<string>): void {
  const { ops } = session;
  const directories = new Set(paths.flatMap(directoriesOf));
  for (const directory of directories) {
    if (ops.lstat(session.path(directory)) === undefined) ops.mkdir(session.path(directory));
  }
  for (const [index, path] of paths.entries()) {
    if (staged.has(String(index))) ops.rename(session.path(`${STAGING}/${index}`), session.path(path));
  }
  for (const directory of directories) syncDirectory(ops, session.path(directory));
  syncDirectory(ops, session.target.root);
}

/** Removes files, and the directories that held them as far as nothing else is in them. */
function removeFiles(session: Session, paths: readonly string[]): void {
  const { ops } = session;
  for (const path of paths) {
    if (ops.lstat(session.path(path))?.kind === 'file') ops.unlink(session.path(path));
  }
  // Inner directories before outer ones: a path sorts behind the directory that it starts with.
  const directories = [...new Set(paths.flatMap(directoriesOf))].sort().reverse();
  for (const directory of directories) {
    tolerating(['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST', 'EBUSY'], () => {
      ops.rmdir(session.path(directory));
    });
  }
  for (const directory of directories) {
    if (ops.lstat(session.path(directory))?.kind === 'directory') syncDirectory(ops, session.path(directory));
  }
  if (paths.length > 0) syncDirectory(ops, session.target.root);
}
