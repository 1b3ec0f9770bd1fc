import { isSystemFault, tolerating, WriterStop, type WriterFault } from './fault';
import type { Entry } from './file-ops';
import { foreignFile, mounted, symlinkInside } from './in-the-way';
import { ioFault } from './io-fault';
import { nameOf, parentOf } from './output-path';
import type { Session } from './session';

/** What a path of the output meets. */
export type Place =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly entry: Entry }
  /** A directory; `isNew` if it has been made through {@link Places.makeWayTo}, so that nothing is in it. */
  | { readonly kind: 'directory'; readonly isNew?: boolean }
  /** A file stands where a directory on the way is meant to. */
  | { readonly kind: 'behind-file'; readonly file: string }
  /** A symlink stands there or on the way; it is among the faults. */
  | { readonly kind: 'symlink' }
  /** A device, socket or pipe stands there or on the way. */
  | { readonly kind: 'other'; readonly at: string };

/** A directory on the way to paths of the output. */
interface Directory {
  /** Below the target; empty for the target itself. */
  readonly path: string;
  /** The directory that it lies in. */
  readonly above: Directory | undefined;
  /** What stands where it is meant to be. */
  place: Place;
  /** Whether it is known if names may be made and removed in it. */
  isChecked: boolean;
}

const ABSENT: Place = { kind: 'absent' };

/**
 * Looks at places below the target, component by component and never through a link: once at each directory, and not
 * at all below one that is not there.
 *
 * What forbids to write at all (a symlink, a mount, a directory without permission) is collected, each place once.
 */
export class Places {
  private readonly found = new Map<string, WriterFault>();
  private readonly device: number | undefined;
  private readonly directories = new Map<string, Directory>();
  /** The directory that was asked for last: mostly the next one too, since files come in order. */
  private latest: Directory = { path: '', above: undefined, place: { kind: 'directory' }, isChecked: false };

  constructor(private readonly session: Session) {
    this.device = session.ops.lstat(session.target.root)?.device;
    this.directories.set('', this.latest);
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

  /** The directories on the way to all paths so far, outer ones before inner ones, whether they are there or not. */
  public get onTheWay(): readonly string[] {
    return [...this.directories.keys()].filter((path) => path !== '');
  }

  /** What stands at a path. */
  public look(path: string): Place {
    return this.lookIn(this.directory(parentOf(path)), path);
  }

  /** Finds out whether names may be made and removed in the nearest directory that a path lies in. */
  public checkWritable(path: string): void {
    let directory: Directory | undefined = this.directory(parentOf(path));
    while (directory?.isChecked === false) {
      directory.isChecked = true;
      if (directory.place.kind === 'directory') {
        this.checkAccess(directory.path);
        return;
      }
      directory = directory.above;
    }
  }

  private checkAccess(directory: string): void {
    try {
      this.session.ops.checkWritable(this.session.path(directory));
    } catch (error) {
      if (!isSystemFault(error)) throw error;
      this.found.set(directory, ioFault(error, { at: directory === '' ? '.' : directory, phase: this.session.phase }));
    }
  }

  /**
   * Finds out whether the file system takes the longest name and the longest path: where no directory is yet, no look
   * at a file has told.
   */
  public checkLengths(paths: readonly string[]): void {
    if (paths.length === 0) return;
    const names = [...paths, ...this.directories.keys()].map(nameOf);
    this.session.ops.lstat(this.session.path(longestOf(names)));
    this.session.ops.lstat(this.session.path(longestOf(paths)));
  }

  /** Whether nothing is left of a directory once those files are gone, and the directories that held them. */
  public holdsOnly(directory: string, files: ReadonlySet<string>, directories: ReadonlySet<string>): boolean {
    if (!directories.has(directory)) return false;
    return this.session.ops.list(this.session.path(directory)).every((name) => {
      const path = `${directory}/${name}`;
      const kind = this.entry(path)?.kind;
      return kind === 'directory' ? this.holdsOnly(path, files, directories) : files.has(path);
    });
  }

  /** Makes the directories that a path lies in, as far as they are not there; a thing in their way is a fault. */
  public makeWayTo(path: string): void {
    this.make(this.directory(parentOf(path)));
  }

  private make(directory: Directory): void {
    const { path, above } = directory;
    if (directory.place.kind === 'absent' && above !== undefined) {
      this.make(above);
      if (above.place.kind === 'directory') directory.place = this.mkdir(path);
    }
    const { place } = directory;
    const file = place.kind === 'behind-file' ? place.file : path;
    if (place.kind === 'file' || place.kind === 'behind-file')
      this.found.set(file, foreignFile(file, 'a file, where a directory is needed'));
    if (place.kind === 'other') this.found.set(place.at, foreignFile(place.at, 'a device, socket or pipe'));
  }

  private mkdir(path: string): Place {
    const isNew = tolerating(['EEXIST'], () => {
      this.session.ops.mkdir(this.session.path(path));
    });
    return isNew ? { kind: 'directory', isNew } : placeOf(this.entry(path), path);
  }

  private directory(path: string): Directory {
    if (path !== this.latest.path) this.latest = this.directories.get(path) ?? this.enter(path);
    return this.latest;
  }

  private enter(path: string): Directory {
    const above = this.directory(parentOf(path));
    const directory = { path, above, place: this.lookIn(above, path), isChecked: false };
    this.directories.set(path, directory);
    return directory;
  }

  private lookIn(above: Directory, path: string): Place {
    const { place } = above;
    if (place.kind === 'directory') return place.isNew === true ? ABSENT : placeOf(this.entry(path), path);
    return place.kind === 'file' ? { kind: 'behind-file', file: above.path } : place;
  }

  private entry(path: string): Entry | undefined {
    const entry = this.session.ops.lstat(this.session.path(path));
    if (entry?.kind === 'symlink')
      this.found.set(path, symlinkInside(path, this.session.ops.readlink(this.session.path(path))));
    else if (entry && entry.device !== this.device) this.found.set(path, mounted(path, this.session.phase));
    return entry;
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
