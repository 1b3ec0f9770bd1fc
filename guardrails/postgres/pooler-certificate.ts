import type { Manifest } from '../../constructs/model';
import { poolerView } from '../../constructs/postgres/pooler/view/derived';
import { serviceHosts } from '../../constructs/postgres/server-names/derived';
import { listOf, recordOf, textOf } from '../engine/fields';
import { inNamespace, type Filing } from '../engine/filing';
import type { ObjectIndex } from '../engine/object-index';
import { clusterNamedBy } from '../engine/postgres-roles';
import { defineGuardrail } from '../rule';
import { poolerRow } from './rows/clients';
import { clusterRow } from './rows/cluster';

const NAME = 'pg-main-pooler-rw';

const certificate = (dnsNames: readonly string[]): Manifest => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'pg-main-server', namespace: 'databases' },
  spec: { secretName: 'pg-main-tls', dnsNames, issuerRef: { name: 'home-ca', kind: 'ClusterIssuer' } },
});

const OF_ISSUER = { serverTLSSecret: 'pg-main-tls', serverCASecret: 'pg-main-tls' };

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
    const cluster = clusterNamedBy(manifest, index);
    const shown = namesShown(clientTLSSecret, cluster, { index, namespace: manifest.metadata.namespace });
    const hosts = serviceHosts(name, namespace);
    return shown === undefined || hosts.some((host) => shown.names.some((given) => isNamed(host, given)))
      ? []
      : [
          {
            at: 'spec.pgbouncer.clientTLSSecret',
            got: `${clientTLSSecret ?? 'nothing'}, and ${name} is not among the names of the ${shown.of}`,
            expected: `one of ${hosts.join(', ')} in ${shown.field} of the ${shown.of}`,
            ...(shown.fix === undefined ? {} : { fix: shown.fix }),
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
      objects: [poolerRow(), clusterRow({ certificates: OF_ISSUER })],
    },
    {
      name: 'a Certificate beside it with the name',
      objects: [poolerRow(), clusterRow({ certificates: OF_ISSUER }), certificate([`${NAME}.databases`])],
    },
    {
      name: 'a Certificate of its own, for every Service of the namespace',
      objects: [
        poolerRow({ clientTLSSecret: { name: 'pg-main-tls' } }),
        clusterRow(),
        certificate(['*.databases.svc']),
      ],
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
    {
      name: 'a Certificate of an issuer for the Services of the Cluster alone',
      objects: [
        poolerRow(),
        clusterRow({ certificates: OF_ISSUER }),
        certificate(['pg-main-rw.databases.svc', '*.wiki.svc']),
      ],
      findings: [
        {
          at: 'spec.pgbouncer.clientTLSSecret',
          got: `nothing, and ${NAME} is not among the names of the Certificate pg-main-server`,
        },
      ],
    },
    {
      name: 'a Certificate of its own with other names',
      objects: [
        poolerRow({ clientTLSSecret: { name: 'pg-main-tls' } }),
        clusterRow({ certificates: { serverAltDNSNames: [NAME] } }),
        certificate(['pg.home.example']),
      ],
      findings: [
        {
          at: 'spec.pgbouncer.clientTLSSecret',
          got: `pg-main-tls, and ${NAME} is not among the names of the Certificate pg-main-server`,
        },
      ],
    },
  ],
});

/** The names of a certificate, and where they stand. */
interface Shown {
  readonly names: readonly unknown[];
  readonly of: string;
  readonly field: string;
  readonly fix?: string;
}

/** Undefined for a certificate of which nothing is known here: somebody else makes it. */
function namesShown(
  own: string | undefined,
  cluster: Manifest | undefined,
  { index, namespace }: { readonly index: ObjectIndex; readonly namespace: string | undefined },
): Shown | undefined {
  const { serverTLSSecret, serverAltDNSNames } = recordOf(recordOf(cluster?.['spec'])['certificates']);
  const secret = own ?? textOf(serverTLSSecret);
  if (secret !== undefined) {
    const [made] = index.filed(BY_SECRET, inNamespace(namespace, secret));
    return made === undefined
      ? undefined
      : {
          names: listOf(recordOf(made.manifest['spec'])['dnsNames']),
          of: `Certificate ${made.manifest.metadata.name}`,
          field: 'spec.dnsNames',
          fix: 'write the names of the Service into spec.dnsNames of the Certificate',
        };
  }
  return cluster === undefined
    ? undefined
    : {
        names: listOf(serverAltDNSNames),
        of: `Cluster ${cluster.metadata.name}`,
        field: 'spec.certificates.serverAltDNSNames',
      };
}

/** A wildcard stands for one label. */
function isNamed(host: string, name: unknown): boolean {
  return host === name || (typeof name === 'string' && name.startsWith('*.') && host.replace(/^[^.]+/, '*') === name);
}

const BY_SECRET: Filing = {
  kind: 'cert-manager.io/Certificate',
  keysOf: ({ manifest }) => {
    const secret = textOf(recordOf(manifest['spec'])['secretName']);
    return secret === undefined ? [] : [inNamespace(manifest.metadata.namespace, secret)];
  },
};
