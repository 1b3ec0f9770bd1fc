import type { Manifest } from '../../constructs/model';
import { poolerView } from '../../constructs/postgres/pooler/view/derived';
import { serviceHosts } from '../../constructs/postgres/server-names/derived';
import { listOf, recordOf } from '../engine/fields';
import { clusterNamedBy } from '../engine/postgres-roles';
import { defineGuardrail } from '../rule';
import { poolerRow } from './rows/clients';
import { clusterRow } from './rows/cluster';

const NAME = 'pg-main-pooler-rw';

/** PgBouncer shows its clients the certificate of the Cluster, which has the names of the Cluster's Services alone. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Pooler',
  severity: 'warning',
  summary: 'the certificate that a Pooler shows has the name of its Service, so that clients can ask for verify-full',
  why: 'with verify-full every client refuses the pooler, and somebody turns the check off for all of them',
  fix: 'write the names of the Service into serverAltDNSNames of the Cluster; the operator renews the certificate',
  waive: 'when no client of the pooler asks for verify-full',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/internal/webhook/v1/pooler_webhook.go',
  check(manifest, index) {
    const { name, namespace, clientTLSSecret } = poolerView(manifest);
    const cluster = clientTLSSecret === undefined ? clusterNamedBy(manifest, index) : undefined;
    const { serverTLSSecret, serverAltDNSNames } = recordOf(recordOf(cluster?.['spec'])['certificates']);
    // Of a certificate that somebody else makes, nothing is known here.
    if (cluster === undefined || serverTLSSecret !== undefined) {
      return [];
    }
    const names = listOf(serverAltDNSNames);
    const hosts = serviceHosts(name, namespace);
    return hosts.some((host) => names.includes(host))
      ? []
      : [
          {
            at: 'spec.pgbouncer.clientTLSSecret',
            got: `nothing, and ${name} is not among the names of the Cluster ${cluster.metadata.name}`,
            expected: `one of ${hosts.join(', ')} in spec.certificates.serverAltDNSNames of the Cluster`,
          },
        ];
  },
  valid: [
    {
      name: 'a name of the Service in the certificate of the Cluster',
      objects: [
        poolerRow(),
        clusterRow({ certificates: { serverAltDNSNames: [`${NAME}.databases.svc`, 'pg.home.example'] } }),
      ],
    },
    {
      name: 'a certificate of its own',
      objects: [poolerRow({ clientTLSSecret: { name: 'pooler-tls' } }), clusterRow()],
    },
    {
      name: 'a Cluster with a certificate that somebody else makes',
      objects: [poolerRow(), clusterRow({ certificates: { serverTLSSecret: 'pg-main-tls' } })],
    },
  ],
  invalid: [
    {
      name: 'a Cluster that knows nothing of the pooler',
      objects: [poolerRow(), clusterRow()],
      findings: [
        {
          at: 'spec.pgbouncer.clientTLSSecret',
          got: `nothing, and ${NAME} is not among the names of the Cluster pg-main`,
        },
      ],
    },
    {
      name: 'the names of another pooler',
      objects: [poolerRow(), clusterRow({ certificates: { serverAltDNSNames: ['pg-main-pooler-ro'] } })],
      findings: [{ at: 'spec.pgbouncer.clientTLSSecret' }],
    },
  ],
});
