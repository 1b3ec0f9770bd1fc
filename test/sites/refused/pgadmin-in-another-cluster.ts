import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/pgadmin-cluster',
  at: 'pgAdmins.pgadmin.databases[0]',
  alsoSeenBy: ['certificates/issuer-reference', 'structure/crd', 'structure/reference'],
};

/** A user interface that was moved, and its database was not. */
export default exampleSiteWith((site) => {
  const home = site.clusters['home']!;
  site.clusters['lab'] = {
    ...structuredClone(home),
    controlPlaneAddress: '192.0.2.130',
    podCidr: '10.245.0.0/16',
    serviceCidr: '10.128.0.0/16',
    nodes: { lab1: { role: 'control-plane', host: 'pve1', vmId: 131, address: '192.0.2.131' } },
  };
  site.pgAdmins = {
    pgadmin: {
      cluster: 'lab',
      namespace: 'pgadmin',
      host: 'pgadmin.example.internal',
      email: 'admin@example.internal',
      loginSecret: 'login',
      authSecret: 'auth',
      databases: ['pg-main'],
    },
  };
});
