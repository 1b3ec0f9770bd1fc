/** What stands in a manifest and cannot be written. */
export class UnrenderableError extends Error {
  constructor(
    /** Dotted path in the manifest. */
    public readonly at: string,
    public readonly got: string,
    public readonly expected: string,
  ) {
    super(`${at}: ${got}`);
    this.name = 'UnrenderableError';
  }
}
