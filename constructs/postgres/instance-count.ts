import { parsed, refused, type Parsed } from '../model/parsed';

/** A number of instances: of a cluster, or of a pooler before it. */
export function instanceCount(instances: number): Parsed<number> {
  return Number.isInteger(instances) && instances >= 1
    ? parsed(instances)
    : refused({
        got: String(instances),
        expected: 'an integer of 1 or more',
        fix: 'pass 1 for a lab, 3 to survive the loss of a node',
      });
}
