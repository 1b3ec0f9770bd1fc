import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** A cluster without a Proxmox Backup Server. */
export default exampleSiteWith((site) => {
  Reflect.deleteProperty(site.hosts, 'pbs');
  Reflect.deleteProperty(site.pve, 'backups');
  site.hostServices = {};
});
