/** Exit codes of every command. */
export const EXIT = {
  /** Proved, done. */
  ok: 0,
  /** Findings or differences. */
  findings: 1,
  /** Stopped: usage, not modelled where a proof was demanded, or a fault of the environment. */
  stopped: 2,
} as const;

/** The run stopped before it could judge: usage, or the environment. Exit code 2. */
export class Fault extends Error {
  constructor(
    /** Stable name of the kind of fault, for `--json`: `usage`, `site-file`, `writer/locked`. */
    public readonly code: string,
    message: string,
    /** What to do about it. */
    public readonly fix: string,
  ) {
    super(message);
    this.name = 'Fault';
  }
}
