import type { Manifest } from '../../constructs/model';
import { SYNC_OPTIONS, unprotected } from '../engine/sync-protection';
import { defineGuardrail } from '../rule';
import { gitApplication } from './rows/applications';

/** Kinds that hold state, or say where it is. */
const STATEFUL = [
  'PersistentVolume',
  'PersistentVolumeClaim',
  'barmancloud.cnpg.io/ObjectStore',
  'longhorn.io/BackupTarget',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Database',
  'velero.io/BackupStorageLocation',
  'velero.io/Schedule',
] as const;

const claim = (options?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {
    name: 'photos',
    namespace: 'apps',
    ...(options === undefined ? {} : { annotations: { [SYNC_OPTIONS]: options } }),
  },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '100Gi' } } },
});

const PRUNING = { syncPolicy: { automated: { prune: true } } };

/** A line that is missing from a commit must not cost a disk. */
export default defineGuardrail<Manifest>({
  kind: STATEFUL,
  severity: 'error',
  summary: 'what holds state is neither pruned nor deleted by Argo CD without a person',
  why: 'an object that leaves Git is pruned, and one whose Application is deleted goes with it: the volumes go too, and the databases on them',
  fix: `annotate it with ${SYNC_OPTIONS}: Prune=false,Delete=false, or Prune=confirm,Delete=confirm`,
  waive: 'when what is stored there may be lost: a cache, a copy',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  check: unprotected,
  valid: [
    { name: 'kept for good', objects: [gitApplication(0, PRUNING), claim('Prune=false,Delete=false')] },
    { name: 'deleted when a person confirms', objects: [gitApplication(0), claim('Prune=confirm, Delete=confirm')] },
    { name: 'delivered by no Application that is known here', objects: [claim()] },
  ],
  invalid: [
    {
      name: 'a claim without protection',
      objects: [gitApplication(0, PRUNING), claim()],
      findings: [{ at: `metadata.annotations["${SYNC_OPTIONS}"]`, got: 'nothing: Argo CD may prune and delete it' }],
    },
    {
      name: 'a claim that is not pruned, but deleted with its Application',
      objects: [gitApplication(0), claim('Prune=false')],
      findings: [{ at: `metadata.annotations["${SYNC_OPTIONS}"]`, got: 'Prune=false: Argo CD may delete it' }],
    },
  ],
});
