import type { VolumeProjection } from '../../imports/core/v1';
import { caSecretName } from './derived';

/** Key of the certificate, and name of its file. The Secret holds the private key of the authority as well. */
const CERTIFICATE = 'ca.crt';

/**
 * The certificate of the authority that signs a PostgreSQL cluster's server certificates, as one source of a projected
 * volume: `ca.crt` alone, never the key.
 *
 * A Secret is mounted in its own namespace only; elsewhere the certificate must be copied, again without the key.
 *
 * @param cluster Name of the `Cluster` object.
 * @see https://cloudnative-pg.io/documentation/current/ssl_connections/
 */
export function caProjection(cluster: string): VolumeProjection {
  return { secret: { name: caSecretName(cluster), items: [{ key: CERTIFICATE, path: CERTIFICATE }] } };
}
