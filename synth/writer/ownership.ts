import type { WriterFault } from './fault';
import { foreignFile } from './in-the-way';
import { directoriesOf, fold } from './output-path';
import type { Place, Places } from './places';
import type { Session } from './session';

/** What the writer may replace: files that the last inventory lists, and nothing else. */
export class Ownership {
  private readonly ours: ReadonlySet<string>;
  private readonly stale: ReadonlySet<string>;
  private readonly staleDirectories: ReadonlySet<string>;
  private readonly staleByFold: ReadonlyMap<string, string>;

  constructor(
    private readonly session: Session,
    private readonly places: Places,
    /** Files that the last inventory lists. */
    ours: readonly string[],
    /** Those of them that the new output does not hold. */
    stale: readonly string[],
  ) {
    this.ours = new Set(ours);
    this.stale = new Set(stale);
    this.staleDirectories = directoriesOf(stale);
    this.staleByFold = new Map(stale.map((path) => [fold(path), path]));
  }

  /** What forbids to put a file at a path where such a thing stands. */
  public obstacle(path: string, place: Place): WriterFault | undefined {
    if (this.mayReplace(path, place)) return undefined;
    switch (place.kind) {
      case 'file':
        return foreignFile(path, 'a file with other content, which the last inventory does not list');
      case 'directory':
        return foreignFile(path, 'a directory, with more in it than files of the last output');
      case 'behind-file':
        return foreignFile(place.file, `a file, where ${path} needs a directory`);
      case 'other':
        return foreignFile(place.at, 'a device, socket or pipe');
      case 'absent':
      case 'symlink':
        return undefined;
    }
  }

  private mayReplace(path: string, place: Place): boolean {
    if (place.kind === 'file') return this.ours.has(path) || this.isRespelled(path);
    if (place.kind === 'directory') return this.places.holdsOnly(path, this.stale, this.staleDirectories);
    return place.kind === 'behind-file' && this.stale.has(place.file);
  }

  /** What forbids to remove a file of the last output where such a thing stands. */
  public removalObstacle(path: string, place: Place): WriterFault | undefined {
    if (place.kind === 'directory') return foreignFile(path, 'a directory, where the last output had a file');
    return place.kind === 'other' ? foreignFile(place.at, 'a device, socket or pipe') : undefined;
  }

  /** Whether a file is one of ours under a name that differs by case only, on a file system that is blind to that. */
  public isRespelled(path: string): boolean {
    const former = this.staleByFold.size === 0 ? undefined : this.staleByFold.get(fold(path));
    if (former === undefined || this.places.look(former).kind !== 'file') return false;
    const { ops } = this.session;
    return ops.identity(this.session.path(former)) === ops.identity(this.session.path(path));
  }
}
