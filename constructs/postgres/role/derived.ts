import type { Manifest } from '../../model';
import type { DerivedObject } from '../../model/derived-object';
import { recordOf } from '../../model/foreign';

/** Name of the Secret with the certificate by which a role proves who it is; it has no password then. */
export function clientCertificateSecretName(role: string): string {
  return `${role}-client-cert`;
}

/**
 * What CloudNativePG 1.30.0 creates for a `DatabaseRole`: a Secret, if a certificate is asked for.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/databaserole_funcs.go
 */
export function roleObjects({ apiVersion, kind, metadata, spec }: Manifest): readonly DerivedObject[] {
  const { clientCertificate } = recordOf(spec);
  const isAsked =
    kind === 'DatabaseRole' &&
    apiVersion.startsWith('postgresql.cnpg.io/') &&
    clientCertificate !== undefined &&
    recordOf(clientCertificate)['enabled'] !== false;
  return isAsked
    ? [
        {
          kind: 'Secret',
          namespace: metadata.namespace,
          name: clientCertificateSecretName(metadata.name),
          keys: ['tls.crt', 'tls.key'],
          source: 'api/v1/databaserole_funcs.go',
        },
      ]
    : [];
}
