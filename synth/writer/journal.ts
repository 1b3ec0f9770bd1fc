import type { Plan } from './compare';
import { syncDirectory, writeDurably } from './durable';
import { WriterStop, type WriterFault } from './fault';
import { isRecord } from './inventory';
import { JOURNAL, JOURNAL_DRAFT, WORK_DIRECTORY } from './names';
import { pathProblem } from './output-path';
import type { Session } from './session';

/** A change of the target that has been decided. The new inventory is staged beside the files. */
export interface Journal {
  readonly version: 1;
  /** Files to be put in place; number `n` of them is staged under the name `n`. */
  readonly write: readonly string[];
  /** Files to be removed. */
  readonly remove: readonly string[];
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
