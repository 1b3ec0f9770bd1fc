import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostRow } from '../rule';

/** Fingerprint of an example certificate. */
export const EXAMPLE_FINGERPRINT = Array.from({ length: 16 }, () => '5e:0c').join(':');

type Changes = Partial<Pick<HostRow, 'name' | 'inputs' | 'dependsOn' | 'options'>>;

/** A provider of Proxmox VE as it should be, with changes; a member that is `undefined` is left out. */
export function providerRow(changes: Changes = {}): HostRow {
  const inputs = { apiToken: '${secret:pve-api-token}', endpoint: 'https://192.0.2.11:8006/' };
  return changed({ type: PROXMOX_TYPE.provider, name: 'pve', inputs }, changes);
}

/** A PBS storage as it should be, with changes; a member that is `undefined` is left out. */
export function pbsRow(changes: Changes = {}): HostRow {
  const inputs = {
    contents: ['backup'],
    datastore: 'main-store',
    fingerprint: EXAMPLE_FINGERPRINT,
    password: '${secret:pbs-main-token-secret}',
    resourceId: 'pbs-main',
    server: '192.0.2.20',
    username: 'backup@pbs!pve',
  };
  const options = { deleteBeforeReplace: true, provider: 'pve' };
  return changed({ type: PROXMOX_TYPE.pbs, name: 'pbs-main-storage', inputs, options }, changes);
}

/** A backup job as it should be, with changes; a member that is `undefined` is left out. */
export function jobRow(changes: Changes = {}): HostRow {
  const inputs = {
    all: true,
    mode: 'snapshot',
    repeatMissed: true,
    resourceId: 'nightly',
    schedule: '02:00',
    storage: 'pbs-main',
  };
  const row = {
    type: PROXMOX_TYPE.backupJob,
    name: 'pbs-main-job',
    inputs,
    dependsOn: ['pbs-main-storage'],
    options: { provider: 'pve' },
  };
  return changed(row, changes);
}

function changed(row: HostRow, { inputs, options, ...changes }: Changes): HostRow {
  return {
    ...row,
    ...changes,
    inputs: defined({ ...row.inputs, ...inputs }),
    ...(row.options === undefined && options === undefined ? {} : { options: defined({ ...row.options, ...options }) }),
  };
}

function defined(record: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
