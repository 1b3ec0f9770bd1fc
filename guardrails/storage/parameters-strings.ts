import type { Manifest, Violation } from '../../constructs/model';
import { recordOf } from '../engine/fields';
import { describeValue } from '../../constructs/model/text';
import { dotted } from '../schemas/path';
import { defineGuardrail } from '../rule';
import { longhornClass, snapshotClass, storageClass } from './rows/classes';

/** YAML makes a number of 3 and a switch of true, and the API takes neither here. */
export default defineGuardrail<Manifest>({
  kind: ['storage.k8s.io/StorageClass', 'snapshot.storage.k8s.io/VolumeSnapshotClass'],
  severity: 'error',
  summary: 'parameters of a class are texts, numbers and switches too',
  why: 'the API server refuses the class, and with it the synchronisation of everything that is delivered with it',
  fix: 'put the value into quotes',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#parameters',
  check: ({ parameters }) =>
    Object.entries(recordOf(parameters)).flatMap(([name, value]) =>
      typeof value === 'string' ? [] : [{ at: dotted(['parameters', name]), expected: 'a text', ...faultOf(value) }],
    ),
  valid: [
    { name: 'texts', objects: [longhornClass()] },
    { name: 'no parameters', objects: [storageClass('local', { provisioner: 'kubernetes.io/no-provisioner' })] },
  ],
  invalid: [
    {
      name: 'a number and a switch',
      objects: [longhornClass({ numberOfReplicas: 3, encrypted: true })],
      findings: [
        { at: 'parameters.encrypted', got: 'true, a boolean' },
        { at: 'parameters.numberOfReplicas', got: '3, a number' },
      ],
    },
    {
      name: 'a list of jobs, and nothing',
      objects: [
        longhornClass({ recurringJobSelector: [{ name: 'backup', isGroup: true }] }),
        snapshotClass('snap', { parameters: { type: null } }),
      ],
      findings: [
        { at: 'parameters.recurringJobSelector', got: 'a list of 1 item' },
        { at: 'parameters.type', got: 'null' },
      ],
    },
  ],
});

function faultOf(value: unknown): Pick<Violation, 'got' | 'fix'> {
  return typeof value === 'number' || typeof value === 'boolean'
    ? { got: `${String(value)}, a ${typeof value}`, fix: `write "${String(value)}"` }
    : { got: describeValue(value) };
}
