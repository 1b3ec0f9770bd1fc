import type { Manifest } from '../../../constructs/model';

/** A Database of the Cluster `pg-main`; `spec` replaces whole fields. */
export function databaseRow(spec: Readonly<Record<string, unknown>> = {}, name = 'pg-main-wiki'): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Database',
    metadata: { name, namespace: 'databases' },
    spec: { cluster: { name: 'pg-main' }, name: 'wiki', owner: 'wiki', ...spec },
  };
}

/** A DatabaseRole of the Cluster `pg-main`; `spec` replaces whole fields. */
export function roleRow(spec: Readonly<Record<string, unknown>> = {}, name = 'pg-main-wiki'): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'DatabaseRole',
    metadata: { name, namespace: 'databases' },
    spec: { cluster: { name: 'pg-main' }, name: 'wiki', login: true, ...spec },
  };
}

/** A Pooler before the Cluster `pg-main`, as the operator accepts it; `pgbouncer` replaces whole fields. */
export function poolerRow(pgbouncer: Readonly<Record<string, unknown>> = {}, name = 'pg-main-pooler-rw'): Manifest {
  const amounts = { cpu: '500m', memory: '128Mi' };
  const resources = { requests: amounts, limits: amounts };
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Pooler',
    metadata: { name, namespace: 'databases' },
    spec: {
      cluster: { name: 'pg-main' },
      instances: 2,
      type: 'rw',
      pgbouncer: {
        poolMode: 'session',
        parameters: { client_tls_sslmode: 'require', server_tls_sslmode: 'verify-full' },
        ...pgbouncer,
      },
      template: {
        spec: {
          containers: [{ name: 'pgbouncer', resources }],
          initContainers: [{ name: 'bootstrap-controller', resources }],
        },
      },
    },
  };
}
