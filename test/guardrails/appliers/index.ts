import type { Applier } from './applier';
import { CERTIFICATES_APPLIERS } from './certificates';
import { GITOPS_APPLIERS } from './gitops';
import { INGRESS_APPLIERS } from './ingress';
import { STORAGE_APPLIERS } from './storage';
import { SECRETS_APPLIERS } from './secrets';
import { WRITER_APPLIERS } from './writer';
import { PGADMIN_APPLIERS } from './pgadmin';
import { POSTGRES_APPLIERS } from './postgres';
import { PROXMOX_APPLIERS } from './proxmox';
import { ENGINE_APPLIERS } from './engine';
import { RENDER_APPLIERS } from './render';
import { RENDER_ORDER_APPLIERS } from './render-order';
import { VENDORED_APPLIERS } from './vendored';

/** By what the rule says of itself in `applies`. Each family has a file of its own here. */
export const APPLIERS: ReadonlyMap<string, Applier> = new Map<string, Applier>([
  ...PGADMIN_APPLIERS,
  ...POSTGRES_APPLIERS,
  ...PROXMOX_APPLIERS,
  ...ENGINE_APPLIERS,
  ...RENDER_APPLIERS,
  ...RENDER_ORDER_APPLIERS,
  ...VENDORED_APPLIERS,
  ...GITOPS_APPLIERS,
  ...INGRESS_APPLIERS,
  ...STORAGE_APPLIERS,
  ...CERTIFICATES_APPLIERS,
  ...SECRETS_APPLIERS,
  ...WRITER_APPLIERS,
]);
