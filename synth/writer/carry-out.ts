import { syncDirectory } from './durable';
import { tolerating, type WriterFault } from './fault';
import type { Journal } from './journal';
import { INVENTORY, STAGED_INVENTORY } from './names';
import { directoriesOf, fold } from './output-path';
import { Ownership } from './ownership';
import { Places, type Place } from './places';
import type { Session } from './session';
import { isStagedFile, stagedFile, type Staged } from './staging';

/** A change that is carried out. */
export interface Change {
  readonly journal: Journal;
  readonly staged: Staged;
  /** Files that the last inventory lists. */
  readonly ours: readonly string[];
}

/**
 * Carries a decided change out, or on from wherever an earlier attempt has ended.
 *
 * What stands in the way of a new file goes first (a file where a directory is needed, a directory where a file is, a
 * name that differs by case only), then the new files come, then the other stale files go, and last the inventory.
 *
 * @throws WriterStop if something has come into the way since it was compared; what is left is done by the next run
 */
export function carryOut(session: Session, change: Change): void {
  const { journal, staged } = change;
  const { write, remove } = journal;
  const inTheWay = remove.length === 0 ? new Set<string>() : blocking(write, remove);
  // Once a new file is in place its forerunner is gone, and under the old name there may be the new file.
  if (write.every((_, index) => staged.has(index))) removeFiles(session, [...inTheWay]);
  placeFiles(session, change);
  removeFiles(
    session,
    remove.filter((path) => !inTheWay.has(path)),
  );
  if (staged.inventory) session.ops.rename(session.path(STAGED_INVENTORY), session.path(INVENTORY));
  syncDirectory(session.ops, session.target.root);
}

/** The stale files that must be gone before the new ones can come, on any file system. */
function blocking(write: readonly string[], remove: readonly string[]): ReadonlySet<string> {
  const taken = new Map(placesOf(write).map((place) => [fold(place), place]));
  const isBlocking = (place: string): boolean => {
    const other = taken.get(fold(place)) ?? taken.get(fold(otherKind(place)));
    return other !== undefined && other !== place;
  };
  return new Set(remove.filter((stale) => placesOf([stale]).some(isBlocking)));
}

/** The places that files take: each directory with a slash at its end, and themselves. */
function placesOf(paths: readonly string[]): string[] {
  return [...[...directoriesOf(paths)].map((directory) => `${directory}/`), ...paths];
}

/** The same name as a directory if it is a file's, as a file if it is a directory's. */
function otherKind(place: string): string {
  return place.endsWith('/') ? place.slice(0, -1) : `${place}/`;
}

function placeFiles(session: Session, { journal: { write, remove }, staged, ours }: Change): void {
  const { ops, target } = session;
  const places = new Places(session);
  for (const path of write) places.makeWayTo(path);
  places.stopOnFaults();
  const ownership = new Ownership(session, places, ours, remove);
  const faults: WriterFault[] = [];
  write.forEach((path, index) => {
    if (!staged.has(index)) return;
    const place = places.look(path);
    const obstacle = obstacleTo(session, ownership, { path, index, place });
    if (obstacle) faults.push(obstacle);
    else if (place.kind !== 'symlink') ops.rename(session.path(stagedFile(index)), session.path(path));
  });
  places.stopOnFaults(faults);
  for (const directory of places.onTheWay) syncDirectory(ops, session.path(directory));
  syncDirectory(ops, target.root);
}

/** What forbids to put a staged file in place; the very same bytes do not. */
export function obstacleTo(
  session: Session,
  ownership: Ownership,
  { path, index, place }: { readonly path: string; readonly index: number; readonly place: Place },
): WriterFault | undefined {
  const obstacle = ownership.obstacle(path, place);
  return obstacle !== undefined && isStagedFile(session, index, path, place) ? undefined : obstacle;
}

/** Removes files, and the directories that held them as far as nothing else is in them. */
function removeFiles(session: Session, paths: readonly string[]): void {
  if (paths.length === 0) return;
  const { ops, target } = session;
  const places = new Places(session);
  const files = paths.filter((path) => places.look(path).kind === 'file');
  places.stopOnFaults();
  for (const path of files) ops.unlink(session.path(path));
  // Inner directories before outer ones.
  const left = [...places.onTheWay].reverse().filter((directory) => !isGone(session, directory));
  for (const directory of left) syncDirectory(ops, session.path(directory));
  syncDirectory(ops, target.root);
}

/** Removes a directory; false if something is left in it, or mounted on it. */
function isGone(session: Session, directory: string): boolean {
  return tolerating(['ENOTEMPTY', 'EEXIST', 'EBUSY'], () => {
    tolerating(['ENOENT', 'ENOTDIR'], () => {
      session.ops.rmdir(session.path(directory));
    });
  });
}
