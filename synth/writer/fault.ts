/** Rules of the writer; each has a descriptor in the registry. */
export type WriterRule =
  | 'writer/refused-target'
  | 'writer/symlinked-target'
  | 'writer/symlink-inside'
  | 'writer/unadopted'
  | 'writer/other-site'
  | 'writer/foreign-file'
  | 'writer/unsafe-path'
  | 'writer/locked'
  | 'writer/broken-inventory'
  | 'writer/io';

/** Why the writer stopped, in one place. */
export interface WriterFault {
  readonly rule: WriterRule;
  /** Path inside the target, or the target as it was given. */
  readonly at: string;
  readonly got: string;
  readonly expected: string;
  readonly fix: string;
  /**
   * Name of the system's error: `ENOSPC`.
   *
   * @default - no call of the system failed
   */
  readonly code?: string;
}

/** Ends a run; caught by the writer alone. */
export class WriterStop extends Error {
  public readonly faults: readonly WriterFault[];

  constructor(...faults: readonly WriterFault[]) {
    super(faults.map(({ rule, at, got }) => `[${rule}] ${at}: ${got}`).join('\n'));
    this.name = 'WriterStop';
    this.faults = faults;
  }
}

/** An error of the file system. */
export interface SystemFault {
  readonly code: string;
  readonly errno: number;
  readonly syscall: string;
  /**
   * Path that the call was about.
   *
   * @default - the call names no path
   */
  readonly path?: string;
  /**
   * Second path of a rename.
   *
   * @default - the call names no second path
   */
  readonly dest?: string;
}

/** Tells an error of the file system from a defect of ours. By its shape: it may come from another realm. */
export function isSystemFault(error: unknown): error is SystemFault {
  if (typeof error !== 'object' || error === null) return false;
  const { code, errno, syscall } = error as Partial<SystemFault>;
  return typeof code === 'string' && typeof errno === 'number' && typeof syscall === 'string';
}

/**
 * Runs an action whose failure with one of the codes means no more than that there was nothing to do.
 *
 * @returns whether it did not fail
 */
export function tolerating(codes: readonly string[], action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (!isSystemFault(error) || !codes.includes(error.code)) throw error;
    return false;
  }
}
