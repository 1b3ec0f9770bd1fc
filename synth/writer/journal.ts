import { syncDirectory, writeDurably } from './durable';
import { tolerating, WriterStop, type WriterFault } from './fault';
import { isRecord } from './inventory';
import { JOURNAL, JOURNAL_DRAFT, STAGED_INVENTORY, STAGING, WORK_DIRECTORY } from './names';
import { pathProblem } from './output-path';
import type { Plan } from './compare';
import type { Session } from './session';

/** A change of the target that has been decided. The new inventory is staged beside the files. */
export interface Journal {
  readonly version: 1;
  /** Files to be put in place; number `n` of them is staged under the name `n`. */
  readonly write: readonly string[];
  /** Files to be removed. */
  readonly remove: readonly string[];
}

/** Writes the new files aside, within the target and so on its file system; returns when they are on the disk. */
export function stage(session: Session, plan: Plan): void {
  const { ops } = session;
  ops.mkdir(session.path(STAGING));
  plan.writes.forEach(({ bytes }, index) => {
    writeDurably(ops, session.path(`${STAGING}/${index}`), bytes);
  });
  if (plan.inventory) writeDurably(ops, session.path(STAGED_INVENTORY), plan.inventory);
  syncDirectory(ops, session.path(STAGING));
}

/** Decides the change: when this returns it will be carried out, whatever happens. */
export function decide(session: Session, plan: Plan): Journal {
  const { ops } = session;
  const journal: Journal = { version: 1, write: plan.writes.map(({ path }) => path), remove: plan.stale };
  writeDurably(ops, session.path(JOURNAL_DRAFT), Buffer.from(`${JSON.stringify(journal)}\n`));
  syncDirectory(ops, session.target.root);
  session.phase = 'deciding';
  ops.rename(session.path(JOURNAL_DRAFT), session.path(JOURNAL));
  syncDirectory(ops, session.path(WORK_DIRECTORY));
  session.phase = 'changing';
  return journal;
}

/** Takes a change back that has not been decided, or one that has been carried out. The journal goes first. */
export function clear(session: Session): void {
  const { ops } = session;
  if (ops.lstat(session.path(JOURNAL))) {
    ops.unlink(session.path(JOURNAL));
    syncDirectory(ops, session.path(WORK_DIRECTORY));
  }
  for (const name of stagedNames(session)) ops.unlink(session.path(`${STAGING}/${name}`));
  tolerating(['ENOENT'], () => {
    ops.rmdir(session.path(STAGING));
  });
  tolerating(['ENOENT'], () => {
    ops.unlink(session.path(JOURNAL_DRAFT));
  });
}

/** Names of the files that are staged. */
export function stagedNames(session: Session): readonly string[] {
  return session.ops.lstat(session.path(STAGING)) ? session.ops.list(session.path(STAGING)) : [];
}

/** Whether an interrupted run has left a decision. */
export function hasJournal(session: Session): boolean {
  return session.ops.lstat(session.path(JOURNAL)) !== undefined;
}

/**
 * Reads the decision of an interrupted run; `undefined` if there is none.
 *
 * @throws WriterStop `writer/broken-inventory` if it cannot be read
 */
export function loadJournal(session: Session): Journal | undefined {
  if (!hasJournal(session)) return undefined;
  const journal = parseJournal(session.ops.read(session.path(JOURNAL)).toString('utf8'));
  if (journal === undefined) throw new WriterStop(brokenJournal());
  return journal;
}

function parseJournal(text: string): Journal | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return isJournal(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function isJournal(data: unknown): data is Journal {
  return isRecord(data) && data['version'] === 1 && arePaths(data['write']) && arePaths(data['remove']);
}

function arePaths(value: unknown): boolean {
  return Array.isArray(value) && value.every((path) => typeof path === 'string' && pathProblem(path) === undefined);
}

function brokenJournal(): WriterFault {
  return {
    rule: 'writer/broken-inventory',
    at: JOURNAL,
    got: 'a journal of an interrupted run that cannot be read',
    expected: 'the journal as that run wrote it, version 1',
    fix: `restore the output from version control, remove ${WORK_DIRECTORY}, and run again`,
  };
}
