import { kindOf } from '../kind';
import { ref, type ReferenceField, type TargetKind } from './table';

const RBAC = 'rbac.authorization.k8s.io';

const CLASS = 'storage.k8s.io/StorageClass';

/** A role of RBAC, by its kind. */
const role: TargetKind = ({ kind }) => (kind === 'Role' || kind === 'ClusterRole' ? `${RBAC}/${kind}` : undefined);

/** Users and groups live outside the cluster. */
const subject: TargetKind = ({ kind }) => (kind === 'ServiceAccount' ? 'ServiceAccount' : undefined);

/** Whatever `apiVersion` and `kind` say. */
const typed: TargetKind = ({ apiVersion, kind }) =>
  typeof apiVersion === 'string' && typeof kind === 'string' ? kindOf({ apiVersion, kind }) : undefined;

/** A source of a claim: of Kubernetes' own group unless `apiGroup` says another. */
const dataSource: TargetKind = ({ apiGroup, kind }) =>
  typeof kind !== 'string' ? undefined : typeof apiGroup === 'string' ? `${apiGroup}/${kind}` : kind;

const webhooks: readonly ReferenceField[] = [
  ref('webhooks[].clientConfig.service.name', 'Service', { namespace: 'beside', port: 'port', defaultPort: 443 }),
];

const binding: readonly ReferenceField[] = [
  ref('roleRef.name', role),
  ref('subjects[].name', subject, { namespace: 'beside' }),
];

const CERT_MANAGER = 'cert-manager.io';

/**
 * An issuer that an Ingress names by an annotation; two more annotations may say another kind, or the group of another
 * controller, whose issuers are not known here.
 *
 * @see https://cert-manager.io/docs/usage/ingress/#supported-annotations
 */
const issuerOfIngress = (annotation: string, usual: string): ReferenceField =>
  ref(`metadata.annotations.cert-manager~io/${annotation}`, (annotations) => {
    const group = annotations[`${CERT_MANAGER}/issuer-group`] ?? CERT_MANAGER;
    const kind = annotations[`${CERT_MANAGER}/issuer-kind`] ?? usual;
    return group === CERT_MANAGER && (kind === 'Issuer' || kind === 'ClusterIssuer')
      ? `${CERT_MANAGER}/${kind}`
      : undefined;
  });

const INGRESS_PATH = 'spec.rules[].http.paths[].backend';

/** References of Kubernetes' own kinds besides those of pods. */
export const KUBERNETES_REFERENCES: readonly (readonly [string, readonly ReferenceField[]])[] = [
  [
    'PersistentVolumeClaim',
    [
      ref('spec.storageClassName', CLASS),
      ref('spec.volumeName', 'PersistentVolume'),
      ref('spec.dataSource.name', dataSource),
    ],
  ],
  ['ServiceAccount', [ref('secrets[].name', 'Secret'), ref('imagePullSecrets[].name', 'Secret')]],
  [
    'apps/StatefulSet',
    [ref('spec.serviceName', 'Service'), ref('spec.volumeClaimTemplates[].spec.storageClassName', CLASS)],
  ],
  ['autoscaling/HorizontalPodAutoscaler', [ref('spec.scaleTargetRef.name', typed)]],
  [`${RBAC}/RoleBinding`, binding],
  [`${RBAC}/ClusterRoleBinding`, binding],
  [
    'networking.k8s.io/Ingress',
    [
      ref('spec.ingressClassName', 'networking.k8s.io/IngressClass'),
      ref('spec.defaultBackend.service.name', 'Service', { port: 'port' }),
      ref(`${INGRESS_PATH}.service.name`, 'Service', { port: 'port' }),
      ref('spec.tls[].secretName', 'Secret'),
      issuerOfIngress('cluster-issuer', 'ClusterIssuer'),
      issuerOfIngress('issuer', 'Issuer'),
    ],
  ],
  ['discovery.k8s.io/EndpointSlice', [ref('metadata.labels.kubernetes~io/service-name', 'Service')]],
  ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', webhooks],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', webhooks],
  [
    'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
    [ref('spec.policyName', 'admissionregistration.k8s.io/ValidatingAdmissionPolicy')],
  ],
  [
    'apiregistration.k8s.io/APIService',
    [ref('spec.service.name', 'Service', { namespace: 'beside', port: 'port', defaultPort: 443 })],
  ],
  [
    'apiextensions.k8s.io/CustomResourceDefinition',
    [
      ref('spec.conversion.webhook.clientConfig.service.name', 'Service', {
        namespace: 'beside',
        port: 'port',
        defaultPort: 443,
      }),
    ],
  ],
  [
    'snapshot.storage.k8s.io/VolumeSnapshot',
    [
      ref('spec.source.persistentVolumeClaimName', 'PersistentVolumeClaim'),
      ref('spec.volumeSnapshotClassName', 'snapshot.storage.k8s.io/VolumeSnapshotClass'),
    ],
  ],
];
