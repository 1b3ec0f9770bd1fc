import type { StorageClass } from '../../imports/storage.k8s.io/v1';
import type { Cluster, KubeObject } from '../../constructs/model';
import {
  defaultReplicas,
  LONGHORN_DRIVER,
  MOST_REPLICAS,
  storageNodes,
} from '../../constructs/storage/longhorn/classes/derived';
import { exampleSiteWith } from '../engine/example-site';
import { recordOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { longhornClass, storageClass } from './rows/classes';

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
    const { numberOfReplicas: text, dataLocality } = recordOf(object.parameters);
    // What is strictly local, or no number, has a rule of its own.
    if (object.provisioner !== LONGHORN_DRIVER || dataLocality === 'strict-local' || !isCount(text ?? '0')) {
      return [];
    }
    const at = 'parameters.numberOfReplicas';
    if (typeof text !== 'string') {
      const byDefault = defaultReplicas(clusterOf(index));
      const expected = text === null ? undefined : roomFault(byDefault, index);
      return expected === undefined ? [] : [{ at, got: `nothing, which means the setting: ${byDefault}`, expected }];
    }
    const expected = replicasFault(Number(text), index);
    return expected === undefined ? [] : [{ at, got: text, expected }];
  },
  valid: [
    { name: 'as many as workers', objects: [longhornClass()] },
    { name: 'one', objects: [longhornClass({ numberOfReplicas: '1', dataLocality: 'strict-local' })] },
    {
      name: 'the number of the site, of which there are as many workers',
      objects: [longhornClass({ numberOfReplicas: undefined })],
      site: exampleSiteWith((site) => {
        site.clusters['home']!.platform = { longhorn: { replicas: 2 } };
      }),
    },
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
      name: 'the number of the site on two workers',
      objects: [longhornClass({ numberOfReplicas: undefined })],
      site: exampleSiteWith((site) => {
        site.clusters['home']!.platform = { longhorn: { replicas: 4 } };
      }),
      findings: [{ at: 'parameters.numberOfReplicas', got: 'nothing, which means the setting: 4' }],
    },
    {
      name: 'less than none, and too many, with their signs',
      objects: [
        longhornClass({ numberOfReplicas: '-1' }),
        longhornClass({ numberOfReplicas: '+9' }, { metadata: { name: 'many' } }),
      ],
      findings: [
        { at: 'parameters.numberOfReplicas', got: '-1' },
        { at: 'parameters.numberOfReplicas', got: '+9' },
      ],
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

/** As the driver reads numbers: with a sign too. */
function isCount(text: unknown): boolean {
  return typeof text === 'string' && /^[+-]?[0-9]+$/.test(text);
}

/** What was expected; undefined where there is nothing to say. */
function replicasFault(count: number, index: ObjectIndex): string | undefined {
  return count < 1 || count > MOST_REPLICAS ? `1 to ${MOST_REPLICAS}` : roomFault(count, index);
}

function clusterOf({ site, subject }: ObjectIndex): Cluster | undefined {
  return site.clusters.get((subject as KubeObject).cluster);
}

function roomFault(count: number, index: ObjectIndex): string | undefined {
  const cluster = clusterOf(index);
  const nodes = cluster === undefined ? [] : storageNodes(cluster);
  return nodes.length === 0 || count <= nodes.length
    ? undefined
    : `no more than the ${nodes.length} nodes that keep replicas: ${nodes.join(', ')}`;
}
