import type { StorageClass } from '../../imports/storage.k8s.io/v1';
import type { KubeObject } from '../../constructs/model';
import { LONGHORN_DRIVER, MOST_REPLICAS, storageNodes } from '../../constructs/storage/longhorn/classes/derived';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { longhornClass, storageClass } from './rows/classes';

/** What a class without the parameter gets, from the setting `default-replica-count`; a chart may set another. */
const DEFAULT_REPLICAS = 3;

/** Longhorn puts no two replicas of a volume onto one node. */
export default defineGuardrail<StorageClass>({
  kind: 'storage.k8s.io/StorageClass',
  severity: 'error',
  summary: 'a Longhorn class asks for no more replicas than there are nodes to keep them, and for 1 to 20',
  why: 'every volume of the class is degraded from its first day: alerts that never end hide the one that matters',
  fix: 'write as many as there are workers, or fewer',
  waive: 'while workers are added, or where replicaSoftAntiAffinity lets a node keep two',
  source:
    'https://longhorn.io/docs/1.12.1/references/storage-class-parameters/#number-of-replicas-field-parametersnumberofreplicas',
  check(object, index) {
    const text = object.parameters?.['numberOfReplicas'];
    // What is strictly local, or no number, has a rule of its own.
    if (object.provisioner !== LONGHORN_DRIVER || strictLocal(object) || !isCount(text ?? '0')) {
      return [];
    }
    const expected = text === undefined ? roomFault(DEFAULT_REPLICAS, index) : replicasFault(Number(text), index);
    const got = text ?? `nothing, which means the setting: ${DEFAULT_REPLICAS}`;
    return expected === undefined ? [] : [{ at: 'parameters.numberOfReplicas', got, expected }];
  },
  valid: [
    { name: 'as many as workers', objects: [longhornClass()] },
    { name: 'one', objects: [longhornClass({ numberOfReplicas: '1', dataLocality: 'strict-local' })] },
    {
      name: 'another driver',
      objects: [storageClass('other', { provisioner: 'csi.example.org', parameters: { numberOfReplicas: '9' } })],
    },
  ],
  invalid: [
    {
      name: 'three on two workers',
      objects: [longhornClass({ numberOfReplicas: '3' })],
      findings: [{ at: 'parameters.numberOfReplicas', got: '3' }],
    },
    {
      name: 'the default of Longhorn on two workers',
      objects: [longhornClass({ numberOfReplicas: undefined })],
      findings: [{ at: 'parameters.numberOfReplicas', got: 'nothing, which means the setting: 3' }],
    },
    {
      name: 'none, and more than Longhorn takes',
      objects: [
        longhornClass({ numberOfReplicas: '0' }),
        longhornClass({ numberOfReplicas: '21' }, { metadata: { name: 'many' } }),
      ],
      findings: [
        { at: 'parameters.numberOfReplicas', got: '0' },
        { at: 'parameters.numberOfReplicas', got: '21' },
      ],
    },
  ],
});

function isCount(text: unknown): boolean {
  return typeof text === 'string' && /^[0-9]+$/.test(text);
}

function strictLocal({ parameters }: StorageClass): boolean {
  return parameters?.['dataLocality'] === 'strict-local';
}

/** What was expected; undefined where there is nothing to say. */
function replicasFault(count: number, index: ObjectIndex): string | undefined {
  return count < 1 || count > MOST_REPLICAS ? `1 to ${MOST_REPLICAS}` : roomFault(count, index);
}

function roomFault(count: number, { site, subject }: ObjectIndex): string | undefined {
  const cluster = site.clusters.get((subject as KubeObject).cluster);
  const nodes = cluster === undefined ? [] : storageNodes(cluster);
  return nodes.length === 0 || count <= nodes.length
    ? undefined
    : `no more than the ${nodes.length} nodes that keep replicas: ${nodes.join(', ')}`;
}
