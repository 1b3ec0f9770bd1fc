import { compareCodePoints } from '../../constructs/model/code-points';
import { editedSince } from './edited';
import type { WriterFault } from './fault';
import type { Inventory } from './inventory';
import { Ownership } from './ownership';
import { Places, type Place } from './places';
import type { Session } from './session';
import type { Wanted, WantedFile } from './wanted';

/** What must be done for the target to be the new output. */
export interface Plan {
  readonly writes: readonly WantedFile[];
  /** Files that only the last inventory lists, there or not, in order. */
  readonly stale: readonly string[];
  /** Those of them that are there. */
  readonly removed: readonly string[];
  /** Files that are overwritten or removed and are not what the last run wrote, in order. */
  readonly edited: readonly string[];
  /** Number of files that are there already, the inventory included. */
  readonly unchanged: number;
  /** The new inventory; `undefined` if it is there already. */
  readonly inventory: Buffer | undefined;
}

/** Whether every file of the new output is there, byte for byte. */
export function isInPlace(session: Session, { files }: Wanted): boolean {
  const places = new Places(session);
  return files.every((file) => isSame(session, file, places.look(file.path))) && places.faults.length === 0;
}

/**
 * Compares the target with the new output; changes nothing.
 *
 * @throws WriterStop with everything that forbids to write: foreign files, symlinks, mounts, missing permissions
 */
export function compare(
  session: Session,
  wanted: Wanted,
  last: { inventory: Inventory; bytes: Buffer } | undefined,
): Plan {
  const places = new Places(session);
  const ours = (last?.inventory.files ?? []).map(({ path }) => path);
  const stale = missingIn(wanted, ours);
  const ownership = new Ownership(session, places, ours, stale);
  const faults: WriterFault[] = [];
  const note = (fault: WriterFault | undefined): void => {
    if (fault !== undefined) faults.push(fault);
  };
  const replaced: string[] = [];
  const writes = wanted.files.filter((file) => {
    const place = places.look(file.path);
    if (isSame(session, file, place) && !isRespelled(ownership, file, place)) return false;
    places.checkWritable(file.path);
    note(ownership.obstacle(file.path, place));
    if (place.kind === 'file') replaced.push(file.path);
    return true;
  });
  const removed = stale.filter((path) => {
    const place = places.look(path);
    note(ownership.removalObstacle(path, place));
    if (place.kind === 'file') places.checkWritable(path);
    return place.kind === 'file';
  });
  places.checkLengths(writes.map(({ path }) => path));
  places.stopOnFaults(faults);
  const edited = editedSince(session, last?.inventory, [...replaced, ...removed].sort(compareCodePoints));
  const inventory = last?.bytes.equals(wanted.inventory) ? undefined : wanted.inventory;
  const inPlace = wanted.files.length - writes.length + (inventory === undefined ? 1 : 0);
  return { writes, stale, removed, edited, unchanged: inPlace, inventory };
}

function missingIn({ files }: Wanted, ours: readonly string[]): string[] {
  if (ours.length === 0) return [];
  const kept = new Set(files.map(({ path }) => path));
  return ours.filter((path) => !kept.has(path)).sort(compareCodePoints);
}

function isSame(session: Session, { path, content }: WantedFile, place: Place): boolean {
  return place.kind === 'file' && session.contents.isAt(session.path(path), place.entry, content);
}

function isRespelled(ownership: Ownership, { path }: WantedFile, place: Place): boolean {
  return place.kind === 'file' && ownership.isRespelled(path);
}
