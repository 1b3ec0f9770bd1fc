import type { Manifest } from '../../../constructs/model';

/** A Certificate that every rule of this family accepts beside {@link ISSUER}; `spec` replaces whole fields. */
export function certificateRow(
  spec: Readonly<Record<string, unknown>> = {},
  namespace = 'wiki',
  name = 'wiki',
): Manifest {
  const whole: Readonly<Record<string, unknown>> = {
    secretName: 'wiki-tls',
    dnsNames: ['wiki.example.internal'],
    issuerRef: { name: 'internal', kind: 'ClusterIssuer' },
    ...spec,
  };
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace },
    spec: Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)),
  };
}

/** An issuer for every namespace. */
export function clusterIssuer(spec: object = { selfSigned: {} }, name = 'internal'): Manifest {
  return { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name }, spec };
}

/** An issuer for its own namespace. */
export function issuer(namespace: string, name = 'internal'): Manifest {
  return { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name, namespace }, spec: { selfSigned: {} } };
}
