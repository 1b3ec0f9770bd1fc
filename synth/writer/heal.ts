import { carryOut } from './change';
import { loadInventory } from './inventory';
import { clear, loadJournal, stagedNames, type Journal } from './journal';
import { STAGING } from './names';
import { hasBytes, Ownership } from './ownership';
import { Places } from './places';
import type { Session } from './session';

/**
 * Ends what an interrupted run has left: carries its decision out, or clears away what it had not decided yet.
 *
 * @throws WriterStop if somebody has since put something in the way; the decision stays
 */
export function heal(session: Session): void {
  const journal = loadJournal(session);
  if (journal) {
    session.phase = 'healing';
    checkStillOurs(session, journal);
    carryOut(session, journal);
  }
  clear(session);
  session.healed = journal !== undefined;
}

/** Between the interruption and now the target belonged to nobody: what came into the way since is foreign. */
function checkStillOurs(session: Session, { write, remove }: Journal): void {
  const { ops, target } = session;
  const places = new Places(ops, target.root);
  const ours = (loadInventory(ops, target.root)?.inventory.files ?? []).map(({ path }) => path);
  const ownership = new Ownership(places, ours, remove);
  const staged = new Set(stagedNames(session));
  const faults = write.flatMap((path, index) => {
    const place = places.look(path);
    if (!staged.has(String(index))) return [];
    const isThere = place.kind === 'file' && hasStagedBytes(session, `${STAGING}/${index}`, path);
    return isThere ? [] : (ownership.obstacle(path, place) ?? []);
  });
  for (const path of remove) places.look(path);
  places.stopOnFaults(faults);
}

function hasStagedBytes(session: Session, staged: string, path: string): boolean {
  const entry = session.ops.lstat(session.path(staged));
  const bytes = session.ops.read(session.path(path));
  return entry !== undefined && hasBytes(session.ops, session.path(staged), entry, bytes);
}
