import type { Manifest, Violation } from '../../constructs/model';
import { deliveriesOf } from '../engine/delivery';
import { listOf, recordOf, textOf } from '../engine/fields';
import { kindOf } from '../engine/kind';
import { defineGuardrail } from '../rule';
import { gitApplication } from './rows/applications';

/** Kinds that hold state, and those with which state goes: a Namespace takes everything in it. */
const STATEFUL = [
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'barmancloud.cnpg.io/ObjectStore',
  'longhorn.io/BackupTarget',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Database',
  'velero.io/BackupStorageLocation',
  'velero.io/Schedule',
] as const;

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

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
  check: (manifest, index) => {
    const { name, namespace } = manifest.metadata;
    const isDelivered = index.once(deliveriesOf).of(kindOf(manifest), name, namespace).length > 0;
    return isDelivered ? check(manifest) : [];
  },
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
      name: 'a namespace that is not pruned, but deleted with its Application',
      objects: [
        gitApplication(0),
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'apps', annotations: { [SYNC_OPTIONS]: 'Prune=false' } },
        },
      ],
      findings: [{ at: `metadata.annotations["${SYNC_OPTIONS}"]`, got: 'Prune=false: Argo CD may delete it' }],
    },
  ],
});

function check({ metadata }: Manifest): Violation[] {
  const given = textOf(recordOf(metadata.annotations)[SYNC_OPTIONS]);
  const options = listOf(given?.split(',')).map((option) => String(option).trim());
  const isKept = (verb: string): boolean => options.includes(`${verb}=false`) || options.includes(`${verb}=confirm`);
  const open = [...(isKept('Prune') ? [] : ['prune']), ...(isKept('Delete') ? [] : ['delete'])];
  return open.length === 0
    ? []
    : [
        {
          at: `metadata.annotations["${SYNC_OPTIONS}"]`,
          got: `${given ?? 'nothing'}: Argo CD may ${open.join(' and ')} it`,
          expected: 'Prune=false or Prune=confirm, and the same for Delete',
        },
      ];
}
