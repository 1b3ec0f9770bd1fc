import { isSystemFault, WriterStop, type WriterFault } from './fault';
import type { Entry, FileOps } from './file-ops';
import { symlinkInside } from './inventory';
import { ioFault } from './io-fault';
import { directoriesOf } from './output-path';

/** What a path of the output meets. */
export type Place =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly entry: Entry }
  /** A directory stands where a file is meant to. */
  | { readonly kind: 'directory' }
  /** A file stands where a directory on the way is meant to. */
  | { readonly kind: 'behind-file'; readonly file: string }
  /** A symlink stands there or on the way; it is among the faults. */
  | { readonly kind: 'symlink' }
  /** A device, socket or pipe stands there or on the way. */
  | { readonly kind: 'other'; readonly at: string };

/**
 * Looks at places below the target, component by component and never through a link.
 *
 * What forbids to write at all (a symlink, a mount, a directory without permission) is collected, each place once.
 */
export class Places {
  private readonly found = new Map<string, WriterFault>();
  private readonly directories = new Map<string, Entry | undefined>();
  private readonly writable = new Set<string>();
  private readonly device: number | undefined;

  constructor(
    private readonly ops: FileOps,
    private readonly root: string,
  ) {
    this.device = ops.lstat(root)?.device;
  }

  /** What forbids to write, so far. */
  public get faults(): readonly WriterFault[] {
    return [...this.found.values()];
  }

  /** Ends the run if anything forbids to write. */
  public stopOnFaults(more: readonly WriterFault[] = []): void {
    const faults = [...this.found.values(), ...more];
    if (faults.length > 0) throw new WriterStop(...faults);
  }

  /** What stands at a path. */
  public look(path: string): Place {
    for (const directory of directoriesOf(path)) {
      const entry = this.directory(directory);
      if (entry?.kind === 'file') return { kind: 'behind-file', file: directory };
      if (entry?.kind !== 'directory') return placeOf(entry, directory);
    }
    return placeOf(this.entry(path), path);
  }

  /** Finds out whether names may be made and removed in the nearest directory that a path lies in. */
  public checkWritable(path: string): void {
    const existing = directoriesOf(path).filter((directory) => this.directory(directory)?.kind === 'directory');
    const nearest = existing.at(-1) ?? '';
    if (this.writable.has(nearest)) return;
    this.writable.add(nearest);
    try {
      this.ops.checkWritable(this.absolute(nearest));
    } catch (error) {
      if (!isSystemFault(error)) throw error;
      this.found.set(nearest, ioFault(error, { at: nearest === '' ? '.' : nearest, phase: 'comparing' }));
    }
  }

  /** Whether nothing is left of a directory once those files are gone, and the directories that held them. */
  public holdsOnly(directory: string, files: ReadonlySet<string>, directories: ReadonlySet<string>): boolean {
    if (!directories.has(directory)) return false;
    return this.ops.list(this.absolute(directory)).every((name) => {
      const path = `${directory}/${name}`;
      const kind = this.entry(path)?.kind;
      return kind === 'directory' ? this.holdsOnly(path, files, directories) : files.has(path);
    });
  }

  private directory(path: string): Entry | undefined {
    if (!this.directories.has(path)) this.directories.set(path, this.entry(path));
    return this.directories.get(path);
  }

  private entry(path: string): Entry | undefined {
    const entry = this.ops.lstat(this.absolute(path));
    if (entry?.kind === 'symlink') this.found.set(path, symlinkInside(path, this.ops.readlink(this.absolute(path))));
    else if (entry && entry.device !== this.device) this.found.set(path, mounted(path));
    return entry;
  }

  private absolute(path: string): string {
    return path === '' ? this.root : `${this.root}/${path}`;
  }
}

function placeOf(entry: Entry | undefined, at: string): Place {
  if (entry === undefined) return { kind: 'absent' };
  switch (entry.kind) {
    case 'file':
      return { kind: 'file', entry };
    case 'directory':
    case 'symlink':
      return { kind: entry.kind };
    case 'other':
      return { kind: 'other', at };
  }
}

function mounted(path: string): WriterFault {
  return ioFault({ code: 'EXDEV', errno: -18, syscall: 'rename' }, { at: path, phase: 'comparing' });
}
