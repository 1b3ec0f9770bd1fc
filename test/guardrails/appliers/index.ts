import type { Applier } from './applier';
import { POSTGRES_APPLIERS } from './postgres';
import { PROXMOX_APPLIERS } from './proxmox';
import { RENDER_APPLIERS } from './render';

/** By what the rule says of itself in `applies`. Each family has a file of its own here. */
export const APPLIERS: ReadonlyMap<string, Applier> = new Map<string, Applier>([
  ...POSTGRES_APPLIERS,
  ...PROXMOX_APPLIERS,
  ...RENDER_APPLIERS,
]);
