import { carryOut } from './carry-out';
import type { WriterFault } from './fault';
import { loadInventory } from './inventory';
import { loadJournal, type Journal } from './journal';
import { Ownership } from './ownership';
import { Places, type Place } from './places';
import type { Session } from './session';
import { clear, findStaged, stagedFile, type Staged } from './staging';

/**
 * Ends what an interrupted run has left: carries its decision out, or clears away what it had not decided yet.
 *
 * @throws WriterStop if somebody has since put something in the way; the decision stays
 */
export function heal(session: Session): void {
  const journal = loadJournal(session);
  if (journal) {
    session.phase = 'healing';
    const ours = (loadInventory(session.ops, session.target.root)?.inventory.files ?? []).map(({ path }) => path);
    const staged = findStaged(session);
    const left = { ...journal, remove: stillOurs(journal.remove, ours) };
    checkUndisturbed(session, left, staged, ours);
    carryOut(session, left, staged);
  }
  clear(session);
  session.healed = journal !== undefined;
}

/** Once the new inventory is in place all is removed; what has come back since is foreign. */
function stillOurs(remove: readonly string[], ours: readonly string[]): readonly string[] {
  const listed = new Set(ours);
  return remove.filter((path) => listed.has(path));
}

/** Between the interruption and now the target belonged to nobody: what came into the way since is foreign. */
function checkUndisturbed(session: Session, journal: Journal, staged: Staged, ours: readonly string[]): void {
  const places = new Places(session);
  const ownership = new Ownership(places, ours, journal.remove);
  const faults: WriterFault[] = [];
  journal.write.forEach((path, index) => {
    const place = places.look(path);
    if (!staged.has(index) || isStagedFile(session, index, path, place)) return;
    const obstacle = ownership.obstacle(path, place);
    if (obstacle) faults.push(obstacle);
  });
  for (const path of journal.remove) places.look(path);
  places.stopOnFaults(faults);
}

/** Whether a file has the bytes of a staged one already. */
function isStagedFile(session: Session, index: number, path: string, place: Place): boolean {
  if (place.kind !== 'file') return false;
  const staged = session.ops.read(session.path(stagedFile(index)));
  return session.contents.isAt(session.path(path), place.entry, staged);
}
