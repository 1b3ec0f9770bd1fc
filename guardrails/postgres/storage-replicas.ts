import type { Manifest } from '../../constructs/model';
import { clusterView } from '../../constructs/postgres/cluster-view/derived';
import { fieldsAt, recordOf, shown, type Field } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { ARTICLE_00, clusterRow } from './rows/cluster';

const LONGHORN = 'driver.longhorn.io';

/** @see https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass */
const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

const storageClass = (name: string, parameters: object, provisioner = LONGHORN): Manifest => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner,
  parameters,
});

const isDefault = (of: Manifest): Manifest => ({
  ...of,
  metadata: { ...of.metadata, annotations: { [DEFAULT]: 'true' } },
});

/** Each instance is a whole copy already; a volume with three replicas makes it nine. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'warning',
  summary: 'volumes of a Cluster with several instances are not replicated once more below it',
  lesson:
    'article 00, section 3, puts three instances on the class longhorn, which keeps three replicas of each volume',
  why: 'nine copies are written for every commit, through the network, and a replica may even stand on the node of another instance',
  fix: 'give databases a class of their own: numberOfReplicas "1" and dataLocality strict-local',
  waive: 'when the volumes must follow an instance to another node faster than it can be copied',
  source: 'https://cloudnative-pg.io/documentation/current/storage/#block-storage-considerations-cephlonghorn',
  check(manifest, index) {
    const { instances } = clusterView(manifest);
    return (instances < 2 ? [] : ['spec.storage', 'spec.walStorage', 'spec.tablespaces[].storage'])
      .flatMap((path) => fieldsAt(manifest, path))
      .flatMap((volume) => {
        const { at, name } = classOf(volume, index);
        const found = index.find('storage.k8s.io/StorageClass', name ?? '')?.manifest;
        const replicas = found === undefined ? undefined : replicasOf(found);
        return replicas === undefined
          ? []
          : [{ at, got: `${shown(name)}, with ${replicas} of each volume`, expected: 'a class with one replica' }];
      });
  },
  valid: [
    {
      name: 'a class for databases',
      objects: [clusterRow(), storageClass('longhorn-single', { numberOfReplicas: '1', dataLocality: 'strict-local' })],
    },
    {
      name: 'one instance: its volume is its only copy',
      objects: [
        clusterRow({ instances: 1, storage: { size: '20Gi', storageClass: 'longhorn' } }),
        storageClass('longhorn', { numberOfReplicas: '3' }),
      ],
    },
    {
      name: 'a class of another system',
      objects: [
        clusterRow({ storage: { size: '20Gi', storageClass: 'nvme' } }),
        storageClass('nvme', {}, 'topolvm.io'),
      ],
    },
    {
      name: 'a class of its own goes before the template, and before the default',
      objects: [
        clusterRow({
          storage: {
            size: '20Gi',
            storageClass: 'longhorn-single',
            pvcTemplate: { storageClassName: 'usual' },
          },
        }),
        storageClass('longhorn-single', { numberOfReplicas: '1' }),
        isDefault(storageClass('usual', { numberOfReplicas: '2' })),
      ],
    },
  ],
  invalid: [
    {
      name: 'the manifest of article 00, and the class that Longhorn comes with',
      objects: [ARTICLE_00, storageClass('longhorn', { numberOfReplicas: '3', staleReplicaTimeout: '30' })],
      findings: [{ at: 'spec.storage.storageClass', got: 'longhorn, with 3 replicas of each volume' }],
    },
    {
      name: 'a class that leaves the number to the settings, and one for WAL with two',
      objects: [
        clusterRow({
          storage: { size: '20Gi', storageClass: 'plain' },
          walStorage: { size: '4Gi', storageClass: 'double' },
        }),
        storageClass('plain', {}),
        storageClass('double', { numberOfReplicas: '2' }),
      ],
      findings: [
        { at: 'spec.storage.storageClass', got: 'plain, with as many replicas as the settings say of each volume' },
        { at: 'spec.walStorage.storageClass', got: 'double, with 2 replicas of each volume' },
      ],
    },
    {
      name: 'the default class, the template of a claim, and a tablespace',
      objects: [
        clusterRow({
          storage: { size: '20Gi' },
          walStorage: { size: '4Gi', pvcTemplate: { storageClassName: 'triple' } },
          tablespaces: [{ name: 'cold', storage: { size: '90Gi', storageClass: 'triple' } }],
        }),
        isDefault(storageClass('usual', { numberOfReplicas: '2' })),
        storageClass('triple', { numberOfReplicas: '3' }),
      ],
      findings: [
        { at: 'spec.storage', got: 'usual, with 2 replicas of each volume' },
        { at: 'spec.tablespaces[0].storage.storageClass', got: 'triple, with 3 replicas of each volume' },
        { at: 'spec.walStorage.pvcTemplate.storageClassName', got: 'triple, with 3 replicas of each volume' },
      ],
    },
  ],
});

/** Replicas of a class of Longhorn, in words; undefined for one replica and for other systems. */
function replicasOf(storageClass: Manifest): string | undefined {
  if (storageClass['provisioner'] !== LONGHORN) {
    return undefined;
  }
  const { numberOfReplicas } = recordOf(storageClass['parameters']);
  if (numberOfReplicas === undefined) {
    return 'as many replicas as the settings say';
  }
  return Number(numberOfReplicas) > 1 ? `${shown(numberOfReplicas)} replicas` : undefined;
}

interface NamedClass {
  readonly at: string;
  readonly name: string | undefined;
}

/** The class of a volume: its own, before the one in the template of the claim, before the default of the cluster. */
function classOf({ at, value }: Field, index: ObjectIndex): NamedClass {
  const { storageClass, pvcTemplate } = recordOf(value);
  if (typeof storageClass === 'string') {
    return { at: `${at}.storageClass`, name: storageClass };
  }
  const { storageClassName } = recordOf(pvcTemplate);
  return typeof storageClassName === 'string'
    ? { at: `${at}.pvcTemplate.storageClassName`, name: storageClassName }
    : { at, name: index.once(defaultClass) };
}

function defaultClass(index: ObjectIndex): string | undefined {
  return index
    .ofKind('storage.k8s.io/StorageClass')
    .find(({ manifest: { metadata } }) => recordOf(metadata.annotations)[DEFAULT] === 'true')?.manifest.metadata.name;
}
