import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** A finding that its owner knows of, with the reason. */
export default exampleSiteWith((site) => {
  const cp2 = { role: 'control-plane', host: 'pve2', vmId: 102, address: '192.0.2.102' } as const;
  site.clusters['home']!.nodes['cp2'] = cp2;
  const rule = 'site/even-control-plane';
  site.waivers = [{ rule, at: 'clusters.home.nodes', reason: 'cp3 is being replaced' }];
});
