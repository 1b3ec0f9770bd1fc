import { Construct } from 'constructs';
import type { StorageClass as StorageClassObject } from '../../imports/storage.k8s.io/v1';
import { kubeObject } from '../core/kube-object';
import { NEVER_PRUNED } from '../core/protection';
import { SpecError } from '../model';
import type { Fault } from '../model/parsed';
import { DEFAULT_CLASS } from './classes/derived';
import { LONGHORN_DRIVER, MOST_REPLICAS, storageNodes } from './longhorn/classes/derived';
import type { CommonStorageClassProps, StorageClassProps } from './storage-class-props';

/**
 * Defines a class of Longhorn volumes.
 *
 * A class is as good as immutable: Kubernetes refuses a change of its parameters, its reclaim policy and its binding mode,
 * and volumes keep what they were made with. Give what is different another name. Argo CD never deletes it: without it no
 * volume of the class grows.
 *
 * @throws SpecError `storage/storage-class` if the number of replicas is none, or cannot be kept by the workers, or is not
 * 1 although the data is strictly local; if the timeout is not a whole number of minutes.
 * @see https://longhorn.io/docs/1.12.1/references/storage-class-parameters/
 */
export class StorageClass extends Construct {
  /** Name of the class, for claims. */
  public readonly name: string;

  /**
   * Defines a class for databases that replicate themselves: one copy, on the node of its instance. A second copy would
   * double every write, and Longhorn could put the copies of two instances onto one node.
   *
   * @see https://cloudnative-pg.io/documentation/current/storage/#block-storage-considerations-cephlonghorn
   */
  public static database(scope: Construct, id: string, props: CommonStorageClassProps): StorageClass {
    return new StorageClass(scope, id, {
      ...props,
      numberOfReplicas: 1,
      dataLocality: 'strict-local',
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  }

  constructor(scope: Construct, id: string, props: StorageClassProps) {
    super(scope, id);
    this.name = props.name ?? id;
    this.judge(props);
    const annotations = { ...NEVER_PRUNED, ...(props.isDefault === true ? { [DEFAULT_CLASS]: 'true' } : {}) };
    kubeObject<StorageClassObject>(this, 'Resource', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: this.name, annotations },
      provisioner: LONGHORN_DRIVER,
      parameters: parametersOf(props),
      reclaimPolicy: props.reclaimPolicy ?? 'Retain',
      allowVolumeExpansion: props.allowVolumeExpansion ?? true,
      volumeBindingMode: props.volumeBindingMode ?? 'WaitForFirstConsumer',
    });
  }

  private judge(props: StorageClassProps): void {
    this.refuse('props.numberOfReplicas', replicasFault(props));
    const { staleReplicaTimeoutMinutes: minutes = 1 } = props;
    if (!Number.isInteger(minutes) || minutes < 1) {
      const expected = 'whole minutes, 1 or more';
      this.refuse('props.staleReplicaTimeoutMinutes', { got: String(minutes), expected });
    }
  }

  private refuse(at: string, fault: Fault | undefined): void {
    if (fault !== undefined) {
      throw new SpecError(this, 'storage/storage-class', { at, ...fault });
    }
  }
}

function replicasFault({ cluster, numberOfReplicas, dataLocality }: StorageClassProps): Fault | undefined {
  const got = String(numberOfReplicas);
  if (!Number.isInteger(numberOfReplicas) || numberOfReplicas < 1 || numberOfReplicas > MOST_REPLICAS) {
    return { got, expected: `an integer from 1 to ${MOST_REPLICAS}` };
  }
  if (dataLocality === 'strict-local' && numberOfReplicas !== 1) {
    return { got: `${got}, while dataLocality is strict-local`, expected: '1' };
  }
  const nodes = storageNodes(cluster);
  return numberOfReplicas > nodes.length
    ? { got, expected: `no more replicas than there are nodes for them: ${nodes.length} (${nodes.join(', ')})` }
    : undefined;
}

/** Every parameter is a text, numbers too. */
function parametersOf(props: StorageClassProps): Readonly<Record<string, string>> {
  const { numberOfReplicas, dataLocality = 'disabled', staleReplicaTimeoutMinutes = 2880, fsType = 'ext4' } = props;
  const { diskSelector = [], nodeSelector = [], recurringJobs = [] } = props;
  return {
    numberOfReplicas: String(numberOfReplicas),
    dataLocality,
    staleReplicaTimeout: String(staleReplicaTimeoutMinutes),
    fsType,
    ...(diskSelector.length === 0 ? {} : { diskSelector: diskSelector.join(',') }),
    ...(nodeSelector.length === 0 ? {} : { nodeSelector: nodeSelector.join(',') }),
    ...(recurringJobs.length === 0 ? {} : { recurringJobSelector: jobsText(recurringJobs) }),
  };
}

function jobsText(jobs: NonNullable<StorageClassProps['recurringJobs']>): string {
  return JSON.stringify(jobs.map(({ name, isGroup = false }) => ({ name, isGroup })));
}
