import type { VolumeSnapshotClass } from '../../imports/snapshot.storage.k8s.io/v1';
import { LONGHORN_DRIVER, OLD_SNAPSHOT_TYPE, SNAPSHOT_TYPES } from '../../constructs/storage/longhorn/classes/derived';
import { alternatives, closest } from '../../constructs/model/text';
import { recordOf } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { snapshotClass } from './rows/classes';

/** The name of the kind promises a snapshot; without a type, Longhorn makes a backup. */
export default defineGuardrail<VolumeSnapshotClass>({
  kind: 'snapshot.storage.k8s.io/VolumeSnapshotClass',
  severity: 'error',
  summary: 'a VolumeSnapshotClass of Longhorn says what it makes: snap, bak or bi',
  why: 'without a type each snapshot is uploaded to the backup target, and fails where there is none; tools that wait for it time out',
  fix: 'write type: snap for a snapshot beside the volume, type: bak for a copy in the backup target; VolumeSnapshotClass asks for it',
  waive: 'never',
  source: 'https://longhorn.io/docs/1.12.1/snapshots-and-backups/csi-snapshot-support/',
  check({ driver, parameters }) {
    const { type } = recordOf(parameters);
    // What is no text has a rule of its own.
    if (driver !== LONGHORN_DRIVER || known(type) || (type !== undefined && typeof type !== 'string')) {
      return [];
    }
    const meant = type === undefined ? undefined : closest(type, SNAPSHOT_TYPES);
    return [
      {
        at: 'parameters.type',
        got: type === undefined || type === '' ? 'nothing, which means bak' : type,
        expected: alternatives(SNAPSHOT_TYPES),
        ...(meant === undefined ? {} : { fix: `write ${meant}` }),
      },
    ];
  },
  valid: [
    { name: 'a snapshot beside the volume', objects: [snapshotClass('snap', { parameters: { type: 'snap' } })] },
    { name: 'a backup', objects: [snapshotClass('bak', { parameters: { type: 'bak', backupMode: 'full' } })] },
    { name: 'the name of old for it', objects: [snapshotClass('bs', { parameters: { type: 'bs' } })] },
    { name: 'another driver', objects: [snapshotClass('other', { driver: 'csi.example.org' })] },
  ],
  invalid: [
    {
      name: 'no parameters',
      objects: [snapshotClass('longhorn')],
      findings: [{ at: 'parameters.type', got: 'nothing, which means bak' }],
    },
    {
      name: 'parameters that are nothing',
      objects: [snapshotClass('longhorn', { parameters: null })],
      findings: [{ at: 'parameters.type', got: 'nothing, which means bak' }],
    },
    {
      name: 'a type that no driver knows',
      objects: [snapshotClass('longhorn', { parameters: { type: 'snapshot' } })],
      findings: [{ at: 'parameters.type', got: 'snapshot' }],
    },
  ],
});

function known(type: unknown): boolean {
  return type === OLD_SNAPSHOT_TYPE || SNAPSHOT_TYPES.some((one) => one === type);
}
