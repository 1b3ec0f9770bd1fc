import { compareCodePoints } from '../../constructs/model/code-points';
import { sha256Of } from './digest';
import { editedSince } from './edited';
import type { WriterFault } from './fault';
import type { Entry } from './file-ops';
import { renderInventory, type Inventory, type InventoryEntry } from './inventory';
import { hasBytes, Ownership } from './ownership';
import { Places } from './places';
import type { OutputFile } from './request';
import type { Session } from './session';

/** A file of the new output, ready to be compared. */
export interface WantedFile extends InventoryEntry {
  readonly bytes: Uint8Array;
}

/** The new output. */
export interface Wanted {
  /** Ordered by path. */
  readonly files: readonly WantedFile[];
  readonly inventory: Buffer;
}

/** What must be done for the target to be the new output. */
export interface Plan {
  readonly writes: readonly WantedFile[];
  /** Files that only the last inventory lists, there or not. */
  readonly stale: readonly string[];
  /** Those of them that are there. */
  readonly removed: readonly string[];
  /** Files that are overwritten or removed and are not what the last run wrote, in order. */
  readonly edited: readonly string[];
  readonly unchanged: number;
  /** The new inventory; `undefined` if it is there already. */
  readonly inventory: Buffer | undefined;
}

/** Brings an output into the form in which it is compared and written. */
export function prepare(files: readonly OutputFile[], owner?: string): Wanted {
  const prepared = files.map(({ content, ...file }) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    return { ...file, bytes, sha256: sha256Of(bytes) };
  });
  prepared.sort((one, other) => compareCodePoints(one.path, other.path));
  return { files: prepared, inventory: renderInventory(prepared, owner) };
}

/** Whether every file of the new output is there, byte for byte. */
export function isInPlace(session: Session, { files }: Wanted): boolean {
  const places = new Places(session.ops, session.target.root);
  return (
    files.every(({ path, bytes }) => {
      const place = places.look(path);
      return place.kind === 'file' && hasBytes(session.ops, session.path(path), place.entry, bytes);
    }) && places.faults.length === 0
  );
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
  const places = new Places(session.ops, session.target.root);
  const kept = new Set(wanted.files.map(({ path }) => path));
  const ours = (last?.inventory.files ?? []).map(({ path }) => path);
  const stale = ours.filter((path) => !kept.has(path)).sort(compareCodePoints);
  const ownership = new Ownership(places, ours, stale);
  const faults: WriterFault[] = [];
  const writes = wanted.files.filter((file) => {
    const place = places.look(file.path);
    if (place.kind === 'file' && isSame(session, file, place.entry, ownership)) return false;
    places.checkWritable(file.path);
    faults.push(...listed(ownership.obstacle(file.path, place)));
    return true;
  });
  const removed = stale.filter((path) => {
    const place = places.look(path);
    faults.push(...listed(ownership.removalObstacle(path, place)));
    if (place.kind === 'file') places.checkWritable(path);
    return place.kind === 'file';
  });
  places.stopOnFaults(faults);
  const replaced = writes.map(({ path }) => path).filter((path) => places.look(path).kind === 'file');
  const edited = editedSince(session, last?.inventory, [...replaced, ...removed].sort(compareCodePoints));
  const inventory = last?.bytes.equals(wanted.inventory) ? undefined : wanted.inventory;
  return { writes, stale, removed, edited, unchanged: wanted.files.length - writes.length, inventory };
}

function isSame(session: Session, file: WantedFile, entry: Entry, ownership: Ownership): boolean {
  return hasBytes(session.ops, session.path(file.path), entry, file.bytes) && !ownership.isRespelled(file.path, entry);
}

function listed(fault: WriterFault | undefined): WriterFault[] {
  return fault === undefined ? [] : [fault];
}
