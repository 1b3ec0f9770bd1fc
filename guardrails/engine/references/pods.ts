import { CONTAINER_LISTS, POD_KINDS, podPath } from '../pods';
import { ref, type ReferenceField } from './table';

/** References of a pod, from its `spec`. */
const OF_POD: readonly ReferenceField[] = [
  ref('serviceAccountName', 'ServiceAccount'),
  ref('priorityClassName', 'scheduling.k8s.io/PriorityClass'),
  ref('runtimeClassName', 'node.k8s.io/RuntimeClass'),
  ref('imagePullSecrets[].name', 'Secret'),
  ref('volumes[].secret.secretName', 'Secret'),
  ref('volumes[].configMap.name', 'ConfigMap'),
  ref('volumes[].projected.sources[].secret.name', 'Secret'),
  ref('volumes[].projected.sources[].configMap.name', 'ConfigMap'),
  ref('volumes[].persistentVolumeClaim.claimName', 'PersistentVolumeClaim'),
  ref('volumes[].ephemeral.volumeClaimTemplate.spec.storageClassName', 'storage.k8s.io/StorageClass'),
  ref('volumes[].csi.nodePublishSecretRef.name', 'Secret'),
];

/** References of a container, from the container. */
const OF_CONTAINER: readonly ReferenceField[] = [
  ref('envFrom[].secretRef.name', 'Secret'),
  ref('envFrom[].configMapRef.name', 'ConfigMap'),
  ref('env[].valueFrom.secretKeyRef.name', 'Secret'),
  ref('env[].valueFrom.configMapKeyRef.name', 'ConfigMap'),
];

/** References of every kind that describes pods. */
export const POD_REFERENCES: readonly (readonly [string, readonly ReferenceField[]])[] = POD_KINDS.map((kind) => [
  kind,
  [
    ...OF_POD.map((field) => ({ ...field, path: podPath(kind, `spec.${field.path}`)! })),
    ...CONTAINER_LISTS.flatMap((list) =>
      OF_CONTAINER.map((field) => ({ ...field, path: podPath(kind, `spec.${list}[].${field.path}`)! })),
    ),
  ],
]);
