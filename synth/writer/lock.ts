import { isSystemFault, tolerating, WriterStop, type WriterFault } from './fault';
import { foreignFile, symlinkInside } from './in-the-way';
import { LOCK_PREFIX, WORK_DIRECTORY } from './names';
import type { Owner } from './processes';
import type { Session } from './session';

/** How often a directory that a withdrawing run has just removed is made again. */
const ATTEMPTS = 20;

/** Milliseconds between two looks at a rival that started at the same moment. */
const PAUSE = 20;

/** How many looks are taken before the rival is believed to hold the lock. */
const LOOKS = 50;

const LOCK_NAME = /^lock\.(\d+)\.(\d+)\.(\d+)\.([0-9a-f]+)\.(\d+)\.([0-9a-f]+)$/;

/**
 * Takes the lock of a target, or refuses.
 *
 * Every run makes a lock file of its own, named after its process, and only then looks for others: of two runs at
 * least one sees the other. A run that sees a living rival gives up; of two that start at the same moment it is the
 * one whose name comes later, while the other waits for that. A file whose owner is dead may be removed by anybody at
 * any time, since no later process has its name: no lock is ever taken over, so that none can be taken over wrongly.
 *
 * @throws WriterStop `writer/locked`
 */
export function takeLock(session: Session): void {
  const own = lockName(session.host.processes.self);
  announce(session, own);
  let rival = livingRivals(session, own)[0];
  for (let look = 0; rival !== undefined; look++) {
    if (look === LOOKS || rival < own) throw new WriterStop(locked(rival));
    session.host.processes.pause(PAUSE);
    rival = livingRivals(session, own)[0];
  }
}

/** Removes our lock, and the work directory with it unless a rival has just looked in. */
export function releaseLock(session: Session): void {
  if (!session.mayHoldLock) return;
  tolerating(['ENOENT'], () => {
    session.ops.unlink(session.path(`${WORK_DIRECTORY}/${lockName(session.host.processes.self)}`));
  });
  session.mayHoldLock = false;
  tolerating(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => {
    session.ops.rmdir(session.path(WORK_DIRECTORY));
  });
}

function announce(session: Session, own: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      session.makeRoot();
      makeWorkDirectory(session);
      createLock(session, own);
      return;
    } catch (error) {
      // A rival that withdraws removes the directories that are empty then, between any two of our steps.
      if (attempt === ATTEMPTS || !isSystemFault(error) || error.code !== 'ENOENT') throw error;
    }
  }
}

function makeWorkDirectory(session: Session): void {
  const place = session.path(WORK_DIRECTORY);
  session.mayHoldLock = true;
  tolerating(['EEXIST'], () => {
    session.ops.mkdir(place);
  });
  const kind = session.ops.lstat(place)?.kind;
  if (kind === 'symlink') throw new WriterStop(symlinkInside(WORK_DIRECTORY, session.ops.readlink(place)));
  if (kind === 'file' || kind === 'other') throw new WriterStop(foreignFile(WORK_DIRECTORY, 'no directory'));
}

function createLock(session: Session, own: string): void {
  // A lock of this very thread can only be one that an earlier run could not remove.
  tolerating(['EEXIST'], () => {
    session.ops.close(session.ops.create(session.path(`${WORK_DIRECTORY}/${own}`)));
  });
}

/** Lock files of runs that may be under way, in order; those of the dead are removed. */
function livingRivals(session: Session, own: string): string[] {
  const { ops, processes } = session.host;
  const others = ops.list(session.path(WORK_DIRECTORY)).filter((name) => name.startsWith(LOCK_PREFIX) && name !== own);
  const [dead, living] = [[] as string[], [] as string[]];
  for (const name of others) {
    const owner = ownerOf(name);
    (owner && !processes.mayRun(owner) ? dead : living).push(name);
  }
  for (const name of dead) {
    tolerating(['ENOENT'], () => {
      ops.unlink(session.path(`${WORK_DIRECTORY}/${name}`));
    });
  }
  return living.sort();
}

function lockName({ pid, thread, started, boot, namespace, machine }: Owner): string {
  return LOCK_PREFIX + [pid, thread, started, boot, namespace, machine].join('.');
}

function ownerOf(name: string): Owner | undefined {
  const [, pid, thread, started = '', boot = '', namespace = '', machine = ''] = LOCK_NAME.exec(name) ?? [];
  return pid === undefined
    ? undefined
    : { pid: Number(pid), thread: Number(thread), started, boot, namespace, machine };
}

function locked(name: string): WriterFault {
  const owner = ownerOf(name);
  return {
    rule: 'writer/locked',
    at: `${WORK_DIRECTORY}/${name}`,
    got: owner
      ? `the lock of process ${owner.pid}, which may still be writing`
      : 'a lock of an owner that cannot be read',
    expected: 'one run at a time',
    fix: 'wait until that run has ended; if it ran in a container or on a machine that is gone, remove the lock file',
  };
}
