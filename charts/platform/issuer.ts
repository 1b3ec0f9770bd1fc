import { CERT_MANAGER } from '../../constructs/certificates/cert-manager/derived';
import type { Cluster } from '../../constructs/model';

/** The issuer of certificates that the platform of every cluster with cert-manager has. */
export const INTERNAL_ISSUER = { kind: 'ClusterIssuer', name: 'internal' } as const;

/** Whether certificates of the cluster's own authority are to be had. */
export function hasInternalIssuer({ platform }: Cluster): boolean {
  return platform[CERT_MANAGER.system] !== undefined;
}
