import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** Two clusters on the same hosts, each with a database and a Service of the same name. */
export default exampleSiteWith((site) => {
  const home = site.clusters['home']!;
  site.clusters['lab'] = {
    ...home,
    controlPlaneAddress: '192.0.2.150',
    podCidr: '10.245.0.0/16',
    nodes: {
      'lab-cp1': { role: 'control-plane', host: 'pve2', vmId: 201, address: '192.0.2.151' },
      'lab-w1': { role: 'worker', host: 'pve1', vmId: 211, address: '192.0.2.161' },
      'lab-w2': { role: 'worker', host: 'pve2', vmId: 212, address: '192.0.2.162' },
    },
  };
  site.databases['pg-lab'] = { ...site.databases['pg-main']!, cluster: 'lab', name: 'pg-main' };
  site.hostServices['pbs-lab'] = { ...site.hostServices['pbs']!, cluster: 'lab', name: 'pbs' };
});
