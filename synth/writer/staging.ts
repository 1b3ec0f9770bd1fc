import { compareCodePoints } from '../../constructs/model/code-points';
import type { Plan } from './compare';
import { syncDirectory, writeDurably } from './durable';
import { tolerating, WriterStop } from './fault';
import { foreignFile, symlinkInside } from './in-the-way';
import { JOURNAL, JOURNAL_DRAFT, STAGED_INVENTORY, STAGING, WORK_DIRECTORY } from './names';
import type { Place } from './places';
import type { Session } from './session';

/** Which of the new files still lie aside; the others are in place. */
export interface Staged {
  /** Whether file number `index` of the journal does. */
  has(index: number): boolean;
  readonly inventory: boolean;
}

/** Writes the new files aside, within the target and so on its file system; returns when they are on the disk. */
export function stage(session: Session, plan: Plan): Staged {
  const { ops, contents } = session;
  ops.mkdir(session.path(STAGING));
  plan.writes.forEach(({ content }, index) => {
    writeDurably(ops, session.path(stagedFile(index)), contents.bytesOf(content));
  });
  if (plan.inventory) writeDurably(ops, session.path(STAGED_INVENTORY), plan.inventory);
  syncDirectory(ops, session.path(STAGING));
  return { has: () => true, inventory: plan.inventory !== undefined };
}

/** Path inside the target of a staged file. */
export function stagedFile(index: number): string {
  return `${STAGING}/${index}`;
}

/** Whether a file has the bytes of a staged one already. */
export function isStagedFile(session: Session, index: number, path: string, place: Place): boolean {
  if (place.kind !== 'file') return false;
  const staged = session.ops.read(session.path(stagedFile(index)));
  return session.contents.isAt(session.path(path), place.entry, staged);
}

/** Finds out what an interrupted run has staged and not put in place. */
export function findStaged(session: Session): Staged {
  const paths = new Set(stagedPaths(session));
  return { has: (index) => paths.has(stagedFile(index)), inventory: paths.has(STAGED_INVENTORY) };
}

/** Takes a change back that has not been decided, or clears up after one that has been carried out. The journal goes first. */
export function clear(session: Session): void {
  const { ops } = session;
  if (ops.lstat(session.path(JOURNAL))) {
    ops.unlink(session.path(JOURNAL));
    syncDirectory(ops, session.path(WORK_DIRECTORY));
  }
  for (const path of stagedPaths(session)) ops.unlink(session.path(path));
  tolerating(['ENOENT'], () => {
    ops.rmdir(session.path(STAGING));
  });
  tolerating(['ENOENT'], () => {
    ops.unlink(session.path(JOURNAL_DRAFT));
  });
}

const NOT_STAGED = 'something that no run has put there';

/** Names that the writer gives to what it stages. */
const OWN_NAME = /^(\d+|inventory)$/;

/** @throws WriterStop if the staging directory is none, or something in it is not ours to clear */
function stagedPaths(session: Session): readonly string[] {
  const { ops } = session;
  const place = session.path(STAGING);
  const kind = ops.lstat(place)?.kind;
  if (kind === 'symlink') throw new WriterStop(symlinkInside(STAGING, ops.readlink(place)));
  if (kind === 'file' || kind === 'other') throw new WriterStop(foreignFile(STAGING, 'no directory'));
  const names = kind === undefined ? [] : ops.list(place);
  const foreign = names.filter((name) => !OWN_NAME.test(name) || ops.lstat(`${place}/${name}`)?.kind === 'directory');
  if (foreign.length > 0)
    throw new WriterStop(
      ...foreign.sort(compareCodePoints).map((name) => foreignFile(`${STAGING}/${name}`, NOT_STAGED)),
    );
  return names.map((name) => `${STAGING}/${name}`);
}
