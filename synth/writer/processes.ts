import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';

/** A thread of a process, which no other can be taken for, before or after it; `0` where the system does not tell. */
export interface Owner {
  readonly pid: number;
  /** Number of the thread in its process. */
  readonly thread: number;
  /** When it started, in ticks of the kernel since boot: tells it from a later process with the same id. */
  readonly started: string;
  /** Which boot of the machine it runs in. */
  readonly boot: string;
  /** The PID namespace (the container) that its id belongs to. */
  readonly namespace: string;
  readonly machine: string;
}

/** What the lock must know about processes. */
export interface Processes {
  readonly self: Owner;
  /** Whether a process may still run; true if that cannot be told from here. */
  mayRun(owner: Owner): boolean;
  /** Waits that many milliseconds. */
  pause(milliseconds: number): void;
}

/** The processes of this machine. */
export function realProcesses(): Processes {
  const self: Owner = {
    pid: process.pid,
    thread: threadId,
    started: statOf(process.pid)?.started ?? '0',
    boot: (readOrNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) ?? '0').slice(0, 8),
    namespace: /\d+/.exec(readOrNothing(() => readlinkSync('/proc/self/ns/pid')) ?? '')?.[0] ?? '0',
    machine: createHash('sha256').update(hostname()).digest('hex').slice(0, 8),
  };
  return { self, mayRun: (owner) => mayRun(owner, self), pause };
}

function mayRun(owner: Owner, self: Owner): boolean {
  // The machine has been started anew, and its processes with it. Another machine's are beyond our sight.
  if (owner.boot !== self.boot) return owner.machine !== self.machine;
  if (owner.namespace !== self.namespace) return true;
  if (!exists(owner.pid)) return false;
  const stat = statOf(owner.pid);
  return stat === undefined || (stat.started === owner.started && !stat.ended);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { readonly code?: string }).code !== 'ESRCH';
  }
}

/** Fields 3 and 22 of `/proc/<pid>/stat`; field 2, the name, may hold blanks and parentheses. */
function statOf(pid: number): { readonly started: string; readonly ended: boolean } | undefined {
  const stat = readOrNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields?.[0], fields?.[19]];
  return started === undefined ? undefined : { started, ended: state === 'Z' || state === 'X' };
}

function readOrNothing(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
