import type { PlacedViolation } from '../../../constructs/model';

/** Applies a rule of a construct, the renderer or the writer to the input of a row. */
export type Applier = (input: Readonly<Record<string, unknown>>) => readonly PlacedViolation[];
