import { Construct } from 'constructs';
import { nameComponent } from '../constructs/core/component';
import { HostStack } from '../constructs/core/host-stack';
import { secretConfig } from '../constructs/core/reference';
import type { PveBackup, Site } from '../constructs/model';
import { BackupJob, PbsStorage, ProxmoxProvider } from '../constructs/proxmox';
import type { StackBuilder } from '../synth/program';

/** Name of the stack that holds PBS storages and backup jobs of Proxmox VE. */
export const BACKUP_STACK = 'backup';

/** The stack of a site's guest backups; none if the site has no backups of guests. */
export function backupStacks(site: Site): readonly StackBuilder[] {
  return site.pveBackups.length === 0 ? [] : [{ stack: BACKUP_STACK, build: () => backupStack(site) }];
}

function backupStack(site: Site): HostStack {
  const stack = new HostStack(BACKUP_STACK);
  const api = site.hostOfRole(site.input.pve?.api ?? '', 'pve', 'pve.api');
  const provider = new ProxmoxProvider(stack, 'pve', { address: api.address });
  for (const backup of site.pveBackups) {
    const scope = new Construct(stack, backup.storageId);
    nameComponent(scope, 'backup:GuestBackup');
    addBackup(scope, { site, provider, backup });
  }
  return stack;
}

interface BackupContext {
  readonly site: Site;
  readonly provider: ProxmoxProvider;
  readonly backup: PveBackup;
}

function addBackup(scope: Construct, { site, provider, backup }: BackupContext): void {
  const { storageId, datastore, tokenId, schedule, selection } = backup;
  const pbs = site.hostOfRole(backup.pbs, 'pbs', `pve.backups.${storageId}.pbs`);
  const storage = new PbsStorage(scope, 'storage', {
    provider,
    storageId,
    server: pbs.address,
    datastore,
    tokenId,
    tokenSecret: secretConfig(`${storageId}-token-secret`),
    fingerprint: pbs.fingerprint,
  });
  new BackupJob(scope, 'job', { jobId: storageId, storage, schedule, selection });
}
