import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where output goes: a disk would measure the disk. */
export interface Scratch {
  /** Says what kind of place it is, without naming it. */
  readonly kind: string;
  /** Path of a directory of that name, as it is. */
  at(name: string): string;
  /** Path of a directory of that name, which is not there: what was there is removed. */
  fresh(name: string): string;
  /** Removes everything. */
  remove(): void;
}

/** `TMPFS_MAGIC` of linux/magic.h. */
const TMPFS = 0x01021994;

const PREFIX = 'rackproof-bench-';

/** A place in memory: the directory for temporary files if it is one, else /dev/shm, else none. */
export function openScratch(): Scratch | undefined {
  const parent = [tmpdir(), '/dev/shm'].find((place) => existsSync(place) && statfsSync(place).type === TMPFS);
  if (parent === undefined) {
    return undefined;
  }
  removeLeftovers(parent);
  const root = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  return {
    kind: parent === '/dev/shm' ? 'tmpfs (/dev/shm)' : 'tmpfs (temporary directory)',
    at: (name) => join(root, name),
    fresh(name) {
      const directory = join(root, name);
      rmSync(directory, { recursive: true, force: true });
      return directory;
    },
    remove() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Removes what a run that was interrupted has left in memory. */
function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (pid > 0 && !isAlive(pid)) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The scratch of a row that needs one; rows that write are not run without. */
export function scratchOf({ scratch }: { readonly scratch?: Scratch }): Scratch {
  if (scratch === undefined) {
    throw new Error('there is no file system in memory');
  }
  return scratch;
}
