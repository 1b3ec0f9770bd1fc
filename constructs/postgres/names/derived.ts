/** Which instances a Service of a cluster leads to. */
export type ServiceRole = 'rw' | 'ro' | 'r';

/** Name of the Service of a role. */
export function serviceName(cluster: string, role: ServiceRole): string {
  return `${cluster}-${role}`;
}

/** Names that no other Service of a cluster may take; `-any` exists only where the operator is told so. */
export function reservedServiceNames(cluster: string): readonly string[] {
  return ['rw', 'ro', 'r', 'any'].map((role) => `${cluster}-${role}`);
}

/** Name of the Secret with the credentials of the owner of the first database. */
export function applicationSecretName(cluster: string): string {
  return `${cluster}-app`;
}

/** Name of the Secret with the certificate authority of a cluster, its private key included. */
export function caSecretName(cluster: string): string {
  return `${cluster}-ca`;
}

/** Name of the Secret with a certificate of the servers that the operator did not make. */
export function serverCertificateName(cluster: string): string {
  return `${cluster}-server-tls`;
}
