import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** Nodes on Proxmox VE that nobody manages through its API. */
export default exampleSiteWith((site) => {
  Reflect.deleteProperty(site, 'pve');
});
