import { getSystemErrorMap } from 'node:util';
import type { SystemFault, WriterFault } from './fault';
import type { TargetState } from './request';
import type { Phase } from './session';

/** What a run was doing, in words that follow "while". */
const DOING: Readonly<Record<Phase, string>> = {
  looking: 'looking at the target',
  locking: 'locking the target',
  healing: 'completing an interrupted run',
  comparing: 'comparing the target with the new output',
  staging: 'writing the new files aside',
  deciding: 'recording the change',
  changing: 'putting the new files in place',
  clearing: 'clearing up',
};

const STATES: Readonly<Record<TargetState, string>> = {
  untouched: 'the output is as it was',
  unfinished: 'every file is whole, and the next run completes the change',
  complete: 'the new output is in place, and the next run clears up',
};

const FIXES: Readonly<Record<string, string>> = {
  ENOSPC: 'free space or inodes on its file system',
  EDQUOT: 'free space within the quota of its file system',
  EFBIG: 'raise the limit on file size (ulimit -f)',
  EROFS: 'mount its file system for writing',
  EACCES: 'give this user the permission to write there',
  EPERM: 'give this user the permission to write there, and look for an immutable flag',
  EXDEV: 'unmount what is mounted there: files are renamed into place, which no mount can be crossed by',
  EBUSY: 'unmount what is mounted there',
  ENAMETOOLONG: 'choose a target with a shorter path',
  EMFILE: 'raise the limit on open files (ulimit -n)',
  EIO: 'look for errors of the disk in the log of the kernel',
};

/** In which state a failure in a phase leaves the target. */
export function stateAfter(phase: Phase): TargetState {
  if (phase === 'healing' || phase === 'changing') return 'unfinished';
  return phase === 'clearing' ? 'complete' : 'untouched';
}

/** What a failure of the file system means to the user; `state` if cleaning up after it failed as well. */
export function ioFault(
  error: Pick<SystemFault, 'code' | 'errno' | 'syscall'>,
  {
    at,
    phase,
    state = stateAfter(phase),
  }: { readonly at: string; readonly phase: Phase; readonly state?: TargetState },
): WriterFault {
  const description = getSystemErrorMap().get(error.errno)?.[1] ?? error.code;
  return {
    rule: 'writer/io',
    at,
    got: `${description}, while ${DOING[phase]}; ${STATES[state]}`,
    expected: 'a target that can be written to',
    fix: `${FIXES[error.code] ?? `mend what ${error.syscall} failed of`}, then run again`,
    code: error.code,
  };
}
