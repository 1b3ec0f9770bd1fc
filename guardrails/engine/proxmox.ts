import { STORAGE_TYPES } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import type { ObjectIndex } from './object-index';

/** A value that only `pulumi up` knows: an output of another resource, or of the configuration. */
const PENDING = /^\$\{.+\}$/;

/** Id of a storage as an output of the resource that makes it. */
const STORAGE_REFERENCE = /^\$\{(.+)\.(?:resourceId|id)\}$/;

/** A text that can be judged now; `undefined` for everything else. */
export function textKnownNow(value: unknown): string | undefined {
  return typeof value === 'string' && !PENDING.test(value) ? value : undefined;
}

/** The storage resource of the same stack that a backup job writes to, whatever its kind. */
export function targetOf({ inputs }: HostObject, index: ObjectIndex): HostObject | undefined {
  const id = String(inputs['storage']);
  const [, name] = STORAGE_REFERENCE.exec(id) ?? [];
  const storages = STORAGE_TYPES.flatMap((type) => [...index.ofType(type), ...index.ofType(legacyOf(type))]);
  return storages.find((storage) => (name === undefined ? storage.inputs['resourceId'] === id : storage.name === name));
}

/** `proxmoxve:storage/nfs:Nfs` as `proxmoxve:storage/nfsLegacy:NfsLegacy`. */
function legacyOf(type: string): string {
  return type.replace(/:(\w+)$/, 'Legacy:$1Legacy');
}
