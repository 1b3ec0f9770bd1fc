import type { Manifest, Violation } from '../../constructs/model';
import { parseQuantity } from '../../constructs/model/quantity';
import { fieldsAt, valueAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const EXPECTED = 'a quantity above 0, such as 20Gi';

const VOLUMES = ['spec.storage', 'spec.walStorage', 'spec.tablespaces[].storage'];

/** The schema takes a volume without a size; the operator does not. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'every volume of a Cluster has a size',
  why: 'the operator refuses the Cluster; with its admission off, it waits for volumes for ever and says so only in its log',
  fix: 'set size, or a storage request in pvcTemplate',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/storage/',
  check: (manifest) => [
    ...(valueAt(manifest, ['spec', 'storage']) === undefined
      ? [{ at: 'spec.storage.size', got: 'nothing', expected: EXPECTED }]
      : []),
    ...VOLUMES.flatMap((path) => fieldsAt(manifest, path)).flatMap(({ at, value }) => withoutSize(at, value)),
  ],
  valid: [
    { name: 'data and write-ahead log', objects: [clusterRow({ walStorage: { size: '4Gi' } })] },
    {
      name: 'the size in a claim template',
      objects: [
        clusterRow({
          storage: {
            pvcTemplate: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: 'longhorn-single',
              resources: { requests: { storage: '20Gi' } },
            },
          },
        }),
      ],
    },
  ],
  invalid: [
    {
      name: 'a storage class without a size, for data and log',
      objects: [
        clusterRow({ storage: { storageClass: 'longhorn-single' }, walStorage: { storageClass: 'longhorn-single' } }),
      ],
      findings: [
        { at: 'spec.storage.size', got: 'nothing' },
        { at: 'spec.walStorage.size', got: 'nothing' },
      ],
    },
    {
      name: 'no storage at all',
      objects: [clusterRow({ storage: undefined })],
      findings: [{ at: 'spec.storage.size', got: 'nothing' }],
    },
    {
      name: 'sizes that are none',
      objects: [clusterRow({ storage: { size: '0Gi' }, walStorage: { size: '0' } })],
      findings: [
        { at: 'spec.storage.size', got: 'nothing: a size of 0 or less' },
        { at: 'spec.walStorage.size', got: 'nothing: a size of 0 or less' },
      ],
    },
  ],
});

function withoutSize(volume: string, value: unknown): Violation[] {
  const size = valueAt(value, ['size']) ?? valueAt(value, ['pvcTemplate', 'resources', 'requests', 'storage']);
  const at = `${volume}.size`;
  if (size === undefined) {
    return [{ at, got: 'nothing', expected: EXPECTED }];
  }
  // What is no quantity at all is for structure/quantity to tell.
  const amount = parseQuantity(size);
  return amount.ok && amount.value.nano <= 0n ? [{ at, got: 'nothing: a size of 0 or less', expected: EXPECTED }] : [];
}
