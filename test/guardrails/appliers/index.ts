import type { PlacedViolation } from '../../../constructs/model';
import { RENDER_APPLIERS } from './render';

/** Applies a rule of a construct, the renderer or the writer to the input of a row. */
export type Applier = (input: Readonly<Record<string, unknown>>) => readonly PlacedViolation[];

/** By what the rule says of itself in `applies`. Each family has a file of its own here. */
export const APPLIERS: ReadonlyMap<string, Applier> = new Map<string, Applier>([...RENDER_APPLIERS]);
