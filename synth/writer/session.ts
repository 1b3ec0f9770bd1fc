import { dirname } from 'node:path';
import { Contents } from './contents';
import { syncDirectory } from './durable';
import { tolerating } from './fault';
import type { FileOps } from './file-ops';
import type { WriterHost } from './host';
import type { Target } from './target';

/** What a run is doing; tells what a failure means. */
export type Phase =
  /** Nothing of the target has been touched. */
  | 'looking'
  | 'locking'
  /** Carrying out the journal of an interrupted run. */
  | 'healing'
  | 'comparing'
  | 'staging'
  /** The journal has its name, and may or may not be on the disk. */
  | 'deciding'
  /** The journal is on the disk and is carried out. */
  | 'changing'
  /** The new output is in place. */
  | 'clearing';

/** What a run takes away. */
export interface Losses {
  /** Files of the earlier output that are removed, in order. */
  readonly removed: readonly string[];
  /** Files that are overwritten or removed though somebody had edited them since, in order. */
  readonly edited: readonly string[];
}

/** One run on one target. */
export class Session {
  public phase: Phase = 'looking';
  /** What completing an interrupted run has taken away; `undefined` if none has been completed. */
  public healed: Losses | undefined;
  /** Whether a lock file of ours, or a work directory for it, may be there. */
  public mayHoldLock = false;
  public readonly contents: Contents;
  /** Directories made for the target to be there, outermost first. */
  private readonly made: string[] = [];

  constructor(
    public readonly host: WriterHost,
    public readonly target: Target,
  ) {
    this.contents = new Contents(host.ops);
  }

  public get ops(): FileOps {
    return this.host.ops;
  }

  /** Absolute path of a place inside the target. */
  public path(inside: string): string {
    return inside === '' ? this.target.root : `${this.target.root}/${inside}`;
  }

  /** Makes the target and the directories it lies in, where they are missing. */
  public makeRoot(): void {
    this.makeDirectory(this.target.root);
  }

  private makeDirectory(directory: string): void {
    if (this.ops.lstat(directory)) return;
    const parent = dirname(directory);
    this.makeDirectory(parent);
    tolerating(['EEXIST'], () => {
      this.ops.mkdir(directory);
      this.made.push(directory);
    });
    syncDirectory(this.ops, parent);
  }

  /** Takes back {@link makeRoot}, as far as nobody else has put anything there. */
  public unmakeRoot(): void {
    for (const directory of [...this.made].reverse()) {
      tolerating(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => {
        this.ops.rmdir(directory);
      });
    }
  }
}
