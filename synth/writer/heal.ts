import { carryOut, obstacleTo } from './carry-out';
import { compareCodePoints } from '../../constructs/model/code-points';
import { editedSince } from './edited';
import type { WriterFault } from './fault';
import { loadInventory, type Inventory } from './inventory';
import { loadJournal, type Journal } from './journal';
import { Ownership } from './ownership';
import { Places } from './places';
import type { Losses, Session } from './session';
import { clear, findStaged, type Staged } from './staging';

/**
 * Ends what an interrupted run has left: carries its decision out, or clears away what it had not decided yet.
 *
 * @throws WriterStop if somebody has since put something in the way; the decision stays
 */
export function heal(session: Session): void {
  const journal = loadJournal(session);
  if (journal) {
    session.phase = 'healing';
    const last = loadInventory(session.ops, session.target.root)?.inventory;
    const ours = (last?.files ?? []).map(({ path }) => path);
    const left = {
      journal: { ...journal, remove: stillOurs(journal.remove, ours) },
      staged: findStaged(session),
      ours,
    };
    const losses = lookThrough(session, left, last);
    carryOut(session, left);
    session.healed = losses;
  }
  clear(session);
}

/** Once the new inventory is in place all is removed; what has come back since is foreign. */
function stillOurs(remove: readonly string[], ours: readonly string[]): readonly string[] {
  const listed = new Set(ours);
  return remove.filter((path) => listed.has(path));
}

/** What is left of a decided change. */
interface Left {
  readonly journal: Journal;
  readonly staged: Staged;
  readonly ours: readonly string[];
}

/**
 * Looks at everything that is left to do as an ordinary run does: between the interruption and now the target belonged to
 * nobody.
 *
 * @returns what will be lost of files that the last inventory lists
 * @throws WriterStop if something foreign has come into the way
 */
function lookThrough(session: Session, { journal, staged, ours }: Left, last: Inventory | undefined): Losses {
  const places = new Places(session);
  const ownership = new Ownership(session, places, ours, journal.remove);
  const faults: WriterFault[] = [];
  const replaced = journal.write.filter((path, index) => {
    if (!staged.has(index)) return false;
    const place = places.look(path);
    const obstacle = obstacleTo(session, ownership, { path, index, place });
    if (obstacle) faults.push(obstacle);
    return place.kind === 'file';
  });
  const removed = journal.remove.filter((path) => places.look(path).kind === 'file');
  places.stopOnFaults(faults);
  const edited = editedSince(session, last, [...replaced, ...removed].sort(compareCodePoints));
  return { removed: [...removed].sort(compareCodePoints), edited };
}
