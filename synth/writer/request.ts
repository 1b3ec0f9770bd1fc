import type { WriterFault } from './fault';

/** One file of the output. */
export interface OutputFile {
  /** Path below the target, with `/` between its segments: `clusters/lab/databases/_cluster/namespace_databases.yaml`. */
  readonly path: string;
  /** The whole content; a string is written as UTF-8. */
  readonly content: string | Uint8Array;
  /**
   * What the file holds, for the inventory: a construct path.
   *
   * @default - nothing is said
   */
  readonly object?: string;
}

/** What to write, and where. */
export interface WriteRequest {
  /** The target: a directory, made if it is not there; relative to the working directory. */
  readonly out: string;
  /** The complete output. What an earlier output held beyond it is removed. */
  readonly files: readonly OutputFile[];
  /**
   * Whether to write into a directory that holds files and no inventory of ours, or the output of another site.
   * Foreign files stay as they are; those of the other site's output are replaced.
   *
   * @default false
   */
  readonly adopt?: boolean;
  /**
   * Name of the site that the output is of. The inventory records it, and a target of another site is refused
   * unless `adopt` is set.
   *
   * @default none: no site is recorded, and a target of any is accepted
   */
  readonly owner?: string;
}

/** The output is exactly the one that was asked for. */
export interface Written {
  readonly ok: true;
  /** Files put in place, in order, the inventory included; empty if the output was there already. */
  readonly written: readonly string[];
  /** Number of files that had the right content and were left alone, the inventory included. */
  readonly unchanged: number;
  /** Files of the earlier output that were removed, in order. */
  readonly removed: readonly string[];
  /** Files that were overwritten or removed though somebody had edited them since the last run, in order. */
  readonly edited: readonly string[];
  /** Whether an interrupted run was completed first. */
  readonly healed: boolean;
}

/** In which state a run that stopped leaves the target; in each of them every file is whole. */
export type TargetState =
  /** No file of the output has changed. */
  | 'untouched'
  /** Some files are old and some new; the next run completes the change before it does anything else. */
  | 'unfinished'
  /** The new output is in place; the next run clears up. */
  | 'complete';

/** The run stopped. */
export interface Stopped {
  readonly ok: false;
  readonly faults: readonly WriterFault[];
  readonly target: TargetState;
  /** Files that completing an interrupted run has removed, in order. */
  readonly removed: readonly string[];
  /** Files that it has overwritten or removed though somebody had edited them since, in order. */
  readonly edited: readonly string[];
  /** Whether an interrupted run was completed before this one stopped. */
  readonly healed: boolean;
}

/** How a run ended. */
export type WriteOutcome = Written | Stopped;
