import { checkAdopted } from './adoption';
import { compareCodePoints } from '../../constructs/model/code-points';
import { carryOut } from './carry-out';
import { compare, isInPlace, type Plan } from './compare';
import { isSystemFault, WriterStop, type SystemFault, type WriterFault } from './fault';
import { heal } from './heal';
import { realHost, type WriterHost } from './host';
import { loadInventory, parseInventory, readInventoryFile, type Inventory } from './inventory';
import { ioFault, stateAfter } from './io-fault';
import { decide, hasJournal } from './journal';
import { releaseLock, takeLock } from './lock';
import { INVENTORY, WORK_DIRECTORY } from './names';
import { checkPaths } from './output-path';
import type { Stopped, TargetState, WriteOutcome, WriteRequest, Written } from './request';
import { Session, type Losses } from './session';
import { clear, stage } from './staging';
import { resolveTarget } from './target';
import { prepare, type Wanted } from './wanted';

/**
 * Makes a directory hold exactly an output and its inventory, beside the files of others.
 *
 * After any end of this call, or of the process, every file is whole and the target is either as it was, or becomes
 * exactly the new output by the next run; see docs/adr/0003-writer.md. Faults of the environment are outcomes and are
 * never thrown.
 */
export function writeOutput(request: WriteRequest, host: WriterHost = realHost()): WriteOutcome {
  let session: Session | undefined;
  try {
    refuseFaults(checkPaths(request.files.map(({ path }) => path)));
    session = new Session(host, resolveTarget(request.out, host));
    const wanted = prepare(request.files, request.owner);
    return isDone(session, wanted, request) ? unchanged(wanted) : write(session, wanted, request);
  } catch (error) {
    return stopped(error, session, request.out);
  }
}

/** Looks, without a lock and without a write, whether the target is the new output already. */
function isDone(session: Session, wanted: Wanted, request: WriteRequest): boolean {
  if (!session.target.exists) return false;
  const bytes = readInventoryFile(session.ops, session.target.root);
  if (bytes?.equals(wanted.inventory) !== true) {
    const last = bytes && parseInventory(bytes);
    if (!hasJournal(session)) checkAdopted(session, request, last);
    return false;
  }
  const isIdle = (): boolean => session.ops.lstat(session.path(WORK_DIRECTORY)) === undefined;
  if (!isIdle() || !isInPlace(session, wanted)) return false;
  // The inventory lists every hash and is written last: if it is still the new one, all files are of one run.
  return session.ops.read(session.path(INVENTORY)).equals(wanted.inventory) && isIdle();
}

function unchanged(wanted: Wanted): Written {
  return { ok: true, written: [], unchanged: wanted.files.length + 1, removed: [], edited: [], healed: false };
}

function write(session: Session, wanted: Wanted, request: WriteRequest): Written {
  session.phase = 'locking';
  takeLock(session);
  heal(session);
  session.phase = 'comparing';
  const last = loadInventory(session.ops, session.target.root);
  checkAdopted(session, request, last?.inventory);
  const plan = compare(session, wanted, last);
  if (plan.writes.length + plan.stale.length > 0 || plan.inventory) change(session, plan, last?.inventory);
  releaseLock(session);
  const written = [...plan.writes.map(({ path }) => path), ...(plan.inventory ? [INVENTORY] : [])].sort(
    compareCodePoints,
  );
  const { unchanged } = plan;
  return { ok: true, written, unchanged, ...lossesOf(session.healed, plan), healed: session.healed !== undefined };
}

/** What this run has taken away, and what completing an interrupted one has. */
function lossesOf(...parts: readonly (Losses | undefined)[]): Losses {
  const all = (list: keyof Losses): string[] =>
    [...new Set(parts.flatMap((part) => part?.[list] ?? []))].sort(compareCodePoints);
  return { removed: all('removed'), edited: all('edited') };
}

function change(session: Session, plan: Plan, last: Inventory | undefined): void {
  session.phase = 'staging';
  const staged = stage(session, plan);
  const journal = decide(session, plan);
  carryOut(session, { journal, staged, ours: (last?.files ?? []).map(({ path }) => path) });
  session.phase = 'clearing';
  clear(session);
}

function refuseFaults(faults: readonly WriterFault[]): void {
  if (faults.length > 0) throw new WriterStop(...faults);
}

function stopped(error: unknown, session: Session | undefined, out: string): Stopped {
  if (!(error instanceof WriterStop) && !isSystemFault(error)) throw error;
  const state = session ? tidyUp(session) : 'untouched';
  const faults =
    error instanceof WriterStop
      ? error.faults
      : [ioFault(error, { at: placeOf(error, session) ?? out, phase: session?.phase ?? 'looking', state })];
  return { ok: false, faults, target: state, ...lossesOf(session?.healed), healed: session?.healed !== undefined };
}

/** Leaves as little behind as can be, and says in which state the target is. */
function tidyUp(session: Session): TargetState {
  const { phase } = session;
  const isOpen = phase === 'staging' || phase === 'deciding';
  const isDecided = phase === 'deciding' && mayHaveJournal(session);
  const isClear =
    !isOpen ||
    succeeds(() => {
      clear(session);
    });
  const state = isDecided && !isClear ? 'unfinished' : stateAfter(phase);
  succeeds(() => {
    releaseLock(session);
  });
  if (state === 'untouched')
    succeeds(() => {
      session.unmakeRoot();
    });
  return state;
}

/** Whether the next run may find a decision of ours. */
function mayHaveJournal(session: Session): boolean {
  try {
    return hasJournal(session);
  } catch (error) {
    if (!isSystemFault(error)) throw error;
    return true;
  }
}

/** Runs a part of the tidying up; what it cannot do is left to the next run. */
function succeeds(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (!isSystemFault(error)) throw error;
    return false;
  }
}

/** Path inside the target that an error of the file system is about, unless it is one of the writer's own. */
function placeOf(error: SystemFault, session: Session | undefined): string | undefined {
  const path = error.dest ?? error.path;
  const prefix = session && `${session.target.root}/`;
  if (path === undefined || prefix === undefined || !path.startsWith(prefix)) return undefined;
  const inside = path.slice(prefix.length);
  return inside.startsWith(WORK_DIRECTORY) ? undefined : inside;
}
