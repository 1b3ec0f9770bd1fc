import { isSystemFault, tolerating, WriterStop, type WriterFault } from './fault';
import type { Entry, FileOps } from './file-ops';
import { foreignFile, mounted, symlinkInside } from './in-the-way';
import { ioFault } from './io-fault';
import { nameOf, parentOf } from './output-path';

/** What a path of the output meets. */
export type Place =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly entry: Entry }
  /** A directory; `isNew` if it has been made through {@link Places.makeDirectory}, so that nothing is in it. */
  | { readonly kind: 'directory'; readonly isNew?: boolean }
  /** A file stands where a directory on the way is meant to. */
  | { readonly kind: 'behind-file'; readonly file: string }
  /** A symlink stands there or on the way; it is among the faults. */
  | { readonly kind: 'symlink' }
  /** A device, socket or pipe stands there or on the way. */
  | { readonly kind: 'other'; readonly at: string };

const ABSENT: Place = { kind: 'absent' };

/**
 * Looks at places below the target, component by component and never through a link: once at each directory, and not
 * at all below one that is not there.
 *
 * What forbids to write at all (a symlink, a mount, a directory without permission) is collected, each place once.
 */
export class Places {
  private readonly found = new Map<string, WriterFault>();
  private readonly directories = new Map<string, Place>([['', { kind: 'directory' }]]);
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
    const above = this.directory(parentOf(path));
    if (above.kind === 'directory') return above.isNew === true ? ABSENT : placeOf(this.entry(path), path);
    return above.kind === 'file' ? { kind: 'behind-file', file: parentOf(path) } : above;
  }

  /** Finds out whether names may be made and removed in the nearest directory that a path lies in. */
  public checkWritable(path: string): void {
    const directory = parentOf(path);
    if (this.writable.has(directory)) return;
    this.writable.add(directory);
    if (this.directory(directory).kind !== 'directory') {
      this.checkWritable(directory);
      return;
    }
    try {
      this.ops.checkWritable(this.absolute(directory));
    } catch (error) {
      if (!isSystemFault(error)) throw error;
      this.found.set(directory, ioFault(error, { at: directory === '' ? '.' : directory, phase: 'comparing' }));
    }
  }

  /**
   * Finds out whether the file system takes the longest name and the longest path: where no directory is yet, no look
   * at a file has told.
   */
  public checkLengths(paths: readonly string[]): void {
    if (paths.length === 0) return;
    const names = [...paths, ...this.directories.keys()].map(nameOf);
    this.ops.lstat(this.absolute(longestOf(names)));
    this.ops.lstat(this.absolute(longestOf(paths)));
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

  /** Makes a directory, and those it lies in, unless it is there; a thing in its way is among the faults. */
  public makeDirectory(path: string): void {
    if (this.directory(path).kind === 'absent') {
      this.makeDirectory(parentOf(path));
      if (this.directory(parentOf(path)).kind === 'directory') this.directories.set(path, this.made(path));
    }
    const place = this.directory(path);
    if (place.kind === 'file') this.found.set(path, foreignFile(path, 'a file, where a directory is needed'));
    if (place.kind === 'other') this.found.set(place.at, foreignFile(place.at, 'a device, socket or pipe'));
  }

  private made(path: string): Place {
    const isNew = tolerating(['EEXIST'], () => {
      this.ops.mkdir(this.absolute(path));
    });
    return isNew ? { kind: 'directory', isNew } : placeOf(this.entry(path), path);
  }

  /** What stands at the place of a directory; looked at once. */
  private directory(path: string): Place {
    const known = this.directories.get(path);
    if (known !== undefined) return known;
    const place = this.look(path);
    this.directories.set(path, place);
    return place;
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
  if (entry === undefined) return ABSENT;
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

function longestOf(texts: readonly string[]): string {
  let [longest, most] = ['', 0];
  for (const text of texts) {
    const bytes = Buffer.byteLength(text);
    if (bytes > most) [longest, most] = [text, bytes];
  }
  return longest;
}
