import { SpecError, type PlacedViolation } from '../../constructs/model';

/** Runs one part of a program; what it throws becomes a violation of that part, and the others go on. */
export function attempt(part: string, run: () => void): PlacedViolation | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return violationOf(part, error);
  }
}

function violationOf(part: string, error: unknown): PlacedViolation {
  if (isSpecError(error)) {
    return { rule: error.rule, where: placeOf(part, error.where), object: '', violation: error.violation };
  }
  return {
    rule: 'render/part-failed',
    where: part,
    object: '',
    violation: {
      at: 'build',
      got: error instanceof Error ? error.message : `something that is not an Error was thrown: ${typeof error}`,
      expected: 'a chart or stack that builds',
    },
  };
}

/** `instanceof` fails across two copies of this package. */
function isSpecError(error: unknown): error is SpecError {
  return error instanceof SpecError || (error instanceof Error && error.name === 'SpecError' && 'violation' in error);
}

/** A construct's path starts at its own root; the part's name says whose root that is. What has no place is the part's. */
function placeOf(part: string, where: string): string {
  if (where === '') {
    return part;
  }
  const cluster = part.slice(0, part.lastIndexOf('/') + 1);
  return where.startsWith('site ') || where.startsWith(cluster) ? where : `${cluster}${where}`;
}
