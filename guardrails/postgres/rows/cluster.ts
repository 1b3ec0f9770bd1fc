import type { Manifest } from '../../../constructs/model';

/** A complete Cluster as the operator accepts it, and as every rule of this family does; `spec` replaces whole fields. */
export function clusterRow(spec: Readonly<Record<string, unknown>> = {}, name = 'pg-main'): Manifest {
  const whole: Readonly<Record<string, unknown>> = {
    instances: 3,
    imageName: 'ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie',
    storage: { size: '20Gi', storageClass: 'longhorn-single' },
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } },
    affinity: { enablePodAntiAffinity: true, podAntiAffinityType: 'required', topologyKey: 'kubernetes.io/hostname' },
    ...spec,
  };
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name, namespace: 'databases' },
    spec: Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)),
  };
}

/** The Cluster of article 00, section 3. */
export const ARTICLE_00: Manifest = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'pg-main', namespace: 'databases' },
  spec: {
    instances: 3,
    imageName: 'ghcr.io/cloudnative-pg/postgresql:16.6',
    storage: { size: '20Gi', storageClass: 'longhorn' },
    resources: { requests: { memory: '2Gi', cpu: '500m' }, limits: { memory: '2Gi', cpu: '1' } },
  },
};
