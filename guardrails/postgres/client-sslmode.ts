import type { Manifest, Violation } from '../../constructs/model';
import type { ObjectIndex } from '../engine/object-index';
import { containerFields, POD_KINDS } from '../engine/pods';
import { clientConnections, databaseServices, serviceKey, type ClientConnection } from '../engine/postgres-clients';
import { wordsOfConfigMap, wordsOfContainer } from '../engine/postgres-environment';
import { defineGuardrail } from '../rule';
import { INVALID, VALID } from './rows/client-sslmode';

/** PostgreSQL takes connections without TLS, and libpq makes them unless it is told otherwise. */
export default defineGuardrail<Manifest>({
  kind: [...POD_KINDS, 'ConfigMap'],
  severity: 'error',
  summary: 'clients in the cluster connect to a Cluster or a Pooler with sslmode verify-full',
  lesson: 'article 00, section 5, copies the certificate of the authority; without verify-full nothing looks at it',
  why: 'below require, everything can be read on the way, and whoever answers may ask for the password in clear; below verify-full, whoever takes over the address or the DNS name is taken for the database',
  fix: 'set sslmode=verify-full, project ca.crt of the Secret in spec.certificates.serverCASecret of the Cluster, or of <cluster>-ca, and name it in sslrootcert',
  waive: 'for a client that cannot check certificates, with the reason that it cannot be replaced',
  source: 'https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION',
  check(manifest, index) {
    const services = index.once(databaseServices);
    if (services.size === 0) {
      return [];
    }
    const { namespace } = manifest.metadata;
    return connectionsOf(manifest, index)
      .filter(({ host, sslmode }) => sslmode !== 'verify-full' && services.has(serviceKey(host, namespace)))
      .flatMap(violation);
  },
  valid: VALID,
  invalid: INVALID,
});

function connectionsOf(manifest: Manifest, index: ObjectIndex): readonly ClientConnection[] {
  return manifest.kind === 'ConfigMap'
    ? clientConnections(wordsOfConfigMap(manifest))
    : containerFields(manifest, '').flatMap(({ at, value }) =>
        clientConnections(wordsOfContainer(value, manifest.metadata.namespace, index)).map((connection) => ({
          ...connection,
          at: `${at}.${connection.at}`,
        })),
      );
}

/** What is no mode is for the driver to refuse. */
function violation({ at, host, sslmode }: ClientConnection): Violation[] {
  const said = sslmode === 'none' ? 'no sslmode, which means prefer or less' : `sslmode ${sslmode}`;
  return sslmode === 'unknown' ? [] : [{ at, got: `${said}, for ${host}`, expected: 'sslmode verify-full' }];
}
