import { Construct } from 'constructs';
import type { VolumeSnapshotClass as VolumeSnapshotClassObject } from '../../imports/snapshot.storage.k8s.io/v1';
import { kubeObject } from '../core/kube-object';
import { LONGHORN_DRIVER } from './longhorn/classes/derived';

/** Settings of a {@link VolumeSnapshotClass}. */
export interface VolumeSnapshotClassProps {
  /**
   * Name of the class.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What a snapshot becomes: `snap` stays beside the volume and is lost with it, `bak` is a copy in Longhorn's backup
   * target and is ready only when it is uploaded.
   */
  readonly type: 'snap' | 'bak';
  /** What becomes of it when its VolumeSnapshot is deleted, or the namespace of that. */
  readonly deletionPolicy: 'Delete' | 'Retain';
  /**
   * Labels, by which other systems choose a class.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Defines a class of snapshots of Longhorn volumes. Its type is always written: the driver reads none as `bak`, which fails
 * without a backup target.
 *
 * @see https://longhorn.io/docs/1.12.1/snapshots-and-backups/csi-snapshot-support/
 */
export class VolumeSnapshotClass extends Construct {
  /** Name of the class, for VolumeSnapshots. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: VolumeSnapshotClassProps) {
    super(scope, id);
    const { name = id, type, deletionPolicy, labels } = props;
    this.name = name;
    kubeObject<VolumeSnapshotClassObject>(this, 'Resource', {
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      metadata: { name, ...(labels === undefined ? {} : { labels }) },
      driver: LONGHORN_DRIVER,
      deletionPolicy,
      parameters: { type },
    });
  }
}
