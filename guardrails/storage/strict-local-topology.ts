import type { StorageClass } from '../../imports/storage.k8s.io/v1';
import { LONGHORN_DRIVER } from '../../constructs/storage/longhorn/classes/derived';
import { listOf, recordOf } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { longhornClass, storageClass } from './rows/classes';

const ZONE = [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['a'] }] }];

/** The volumes work: what is lost is the freedom to move their only replica later. */
export default defineGuardrail<StorageClass>({
  kind: 'storage.k8s.io/StorageClass',
  severity: 'warning',
  summary: 'a Longhorn class whose data is strictly local leaves the choice of nodes to its pods',
  why: 'the choice is written into each volume for good: a volume that is restored or moved to another node later still binds its pods to the old ones',
  fix: 'leave allowedTopologies out, and choose nodes by nodeSelector of the class, or by the affinity of the pods',
  waive: 'when the volumes must never be anywhere but on these nodes',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#allowed-topologies',
  check: ({ provisioner, parameters, allowedTopologies }) =>
    provisioner === LONGHORN_DRIVER &&
    recordOf(parameters)['dataLocality'] === 'strict-local' &&
    listOf(allowedTopologies).length > 0
      ? [
          {
            at: 'allowedTopologies',
            got: 'a choice of nodes that is written into each volume for good',
            expected: 'none: the only replica decides where the volume is',
          },
        ]
      : [],
  valid: [
    { name: 'no choice', objects: [longhornClass({ dataLocality: 'strict-local', numberOfReplicas: '1' })] },
    {
      name: 'an empty list, which is no choice',
      objects: [longhornClass({ dataLocality: 'strict-local' }, { allowedTopologies: [] })],
    },
    { name: 'replicas on any node', objects: [longhornClass({}, { allowedTopologies: ZONE })] },
    {
      name: 'another driver',
      objects: [
        storageClass('other', {
          provisioner: 'csi.example.org',
          parameters: { dataLocality: 'strict-local' },
          allowedTopologies: ZONE,
        }),
      ],
    },
  ],
  invalid: [
    {
      name: 'nodes of one zone',
      objects: [longhornClass({ dataLocality: 'strict-local', numberOfReplicas: '1' }, { allowedTopologies: ZONE })],
      findings: [{ at: 'allowedTopologies' }],
    },
    {
      name: 'one node',
      objects: [
        longhornClass(
          { dataLocality: 'strict-local', numberOfReplicas: '1' },
          { allowedTopologies: [{ matchLabelExpressions: [{ key: 'kubernetes.io/hostname', values: ['w1'] }] }] },
        ),
      ],
      findings: [{ at: 'allowedTopologies' }],
    },
  ],
});
