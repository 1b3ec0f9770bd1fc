import type { Violation } from '../../../constructs/model';
import type { Parsed } from '../../../constructs/model/parsed';
import type { Placed } from './places';

/** A check of one value by a parser: its fault at the value's place, or nothing. */
export function faultOf<T>(parse: (value: T) => Parsed<unknown>): (value: Placed<T>) => Violation[] {
  return ({ at, value }) => {
    const outcome = parse(value);
    return outcome.ok ? [] : [{ at, ...outcome.fault }];
  };
}
