/** Rules that an object breaks while it is rendered; the last one is a warning and keeps nothing from being written. */
export type UnrenderableRule = 'render/unrenderable' | 'render/object-failed' | 'render/patch-without-effect';

/** What stands in a manifest and cannot be written. */
export class UnrenderableError extends Error {
  constructor(
    /** Dotted path in the manifest. */
    public readonly at: string,
    public readonly got: string,
    public readonly expected: string,
    public readonly rule: UnrenderableRule = 'render/unrenderable',
  ) {
    super(`${at}: ${got}`);
    this.name = 'UnrenderableError';
  }
}

/** What happens to a refusal: it ends the rendering of its object, or is noted so that the others are found too. */
export type Refuse = (error: UnrenderableError) => void;

/** Ends the rendering of an object, unless it is only remarked on. */
export const stopAtFirst: Refuse = (error) => {
  if (!isRemark(error)) {
    throw error;
  }
};

/** Whether an object is written all the same. */
export function isRemark({ rule }: UnrenderableError): boolean {
  return rule === 'render/patch-without-effect';
}

/** The refusal of what some reader would take for something else. */
export function unwritable(at: string, got: string): UnrenderableError {
  return new UnrenderableError(at, got, 'a value that every YAML reader gives back as it is');
}

/** The refusal of a key that JavaScript readers lose. */
export function lostKey(at: string): UnrenderableError {
  return new UnrenderableError(at, 'a key __proto__', 'any other key: JavaScript readers lose this one in silence');
}
