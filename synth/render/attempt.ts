import { SpecError, type PlacedViolation, type Violation } from '../../constructs/model';

/** Runs one part of a program; what it throws becomes a violation of that part, and the others go on. Never throws. */
export function attempt(part: string, run: () => void): PlacedViolation | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return violationOf(part, error);
  }
}

function violationOf(part: string, error: unknown): PlacedViolation {
  try {
    return refusalOf(part, error) ?? failed(part, messageOf(error));
  } catch {
    // A proxy, or a getter that throws.
    return failed(part, 'something that cannot be read was thrown');
  }
}

function failed(where: string, got: string): PlacedViolation {
  const violation = { at: 'build', got, expected: 'a chart or stack that builds' };
  return { rule: 'render/part-failed', where, object: '', violation };
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return `something that is not an Error was thrown: ${typeof error}`;
  }
  const message: unknown = error.message;
  return typeof message === 'string' ? message : `an Error whose message is no text: ${typeof message}`;
}

/** What a SpecError says; `undefined` of anything else, also of what only bears its name. */
function refusalOf(part: string, error: unknown): PlacedViolation | undefined {
  if (!isSpecError(error)) {
    return undefined;
  }
  const { rule, where, violation } = error as Partial<SpecError>;
  const { at, got, expected, fix }: Partial<Violation> = violation ?? {};
  if (!isText(rule) || !isText(where) || !isText(at) || !isText(got) || !isText(expected)) {
    return undefined;
  }
  const texts = { at, got, expected, ...(isText(fix) ? { fix } : {}) };
  return { rule, where: placeOf(part, where), object: '', violation: texts };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** `instanceof` fails across two copies of this package. */
function isSpecError(error: unknown): error is SpecError {
  return error instanceof SpecError || (error instanceof Error && error.name === 'SpecError' && 'violation' in error);
}

/** A construct's path starts at its own root; the part's name says whose root that is. What has no place is the part's. */
function placeOf(part: string, where: string): string {
  const cluster = part.slice(0, part.lastIndexOf('/') + 1);
  if (where === '') {
    return part;
  }
  return where.startsWith('site ') ? where : `${cluster}${where}`;
}
