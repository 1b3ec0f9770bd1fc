import type { DerivedObject } from '../../../model/derived-object';
import { CSI_OBJECTS } from '../csi/derived';

const NAMESPACE = 'longhorn-system';

/** What the managers create once they run; engines and replicas are processes inside the instance managers. */
export function longhornRuntime(): readonly DerivedObject[] {
  return [...CSI_OBJECTS, INSTANCE_MANAGER, ENGINE_IMAGE, ...SECRETS, STATIC_CLASS, ...WEBHOOKS];
}

const LABELS = { 'longhorn.io/managed-by': 'longhorn-manager' };

/**
 * One a node. Its CPU request is a share of the node (setting `guaranteed-instance-manager-cpu`); memory has neither request
 * nor limit, and nothing sets one.
 */
const INSTANCE_MANAGER: DerivedObject = {
  kind: 'Pod',
  namespace: NAMESPACE,
  name: 'instance-manager-',
  source: 'controller/instance_manager_controller.go',
  manifest: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'instance-manager-',
      namespace: NAMESPACE,
      labels: { ...LABELS, 'longhorn.io/component': 'instance-manager', 'longhorn.io/instance-manager-type': 'aio' },
    },
    spec: {
      serviceAccountName: 'longhorn-service-account',
      priorityClassName: 'longhorn-critical',
      containers: [{ name: 'instance-manager', securityContext: { privileged: true } }],
    },
  },
};

/** Puts the engine's program onto every node; the name ends in a checksum of the image. */
const ENGINE_IMAGE: DerivedObject = {
  kind: 'apps/DaemonSet',
  namespace: NAMESPACE,
  name: 'engine-image-ei-',
  source: 'controller/engine_image_controller.go',
  manifest: {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'engine-image-ei-', namespace: NAMESPACE },
    spec: {
      template: {
        metadata: { labels: { 'longhorn.io/component': 'engine-image' } },
        spec: {
          serviceAccountName: 'longhorn-service-account',
          priorityClassName: 'longhorn-critical',
          containers: [{ name: 'engine-image-ei-', securityContext: { privileged: true } }],
        },
      },
    },
  },
};

/** The webhook's own authority and certificate. */
const SECRETS: readonly DerivedObject[] = ['longhorn-webhook-ca', 'longhorn-webhook-tls'].map((name) => ({
  kind: 'Secret',
  namespace: NAMESPACE,
  name,
  keys: ['tls.crt', 'tls.key'],
  source: 'webhook/server/server.go',
}));

/** For volumes that are made in the interface. */
const STATIC_CLASS: DerivedObject = {
  kind: 'storage.k8s.io/StorageClass',
  name: 'longhorn-static',
  source: 'controller/setting_controller.go',
};

/** Kinds of Longhorn that both webhooks judge. */
const RULE = { apiGroups: ['longhorn.io'], apiVersions: ['v1beta2'], operations: ['*'], resources: ['*'] };

/** Kinds of Kubernetes itself: while no manager answers, nobody can update a node or a claim. */
const CORE_RULES = [
  { apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['nodes'], scope: 'Cluster' },
  {
    apiGroups: [''],
    apiVersions: ['v1'],
    operations: ['UPDATE'],
    resources: ['persistentvolumeclaims'],
    scope: 'Namespaced',
  },
];

const WEBHOOKS: readonly DerivedObject[] = [
  webhook('ValidatingWebhookConfiguration', 'longhorn-webhook-validator', [RULE, ...CORE_RULES]),
  webhook('MutatingWebhookConfiguration', 'longhorn-webhook-mutator', [RULE]),
];

function webhook(kind: string, name: string, rules: readonly unknown[]): DerivedObject {
  return {
    kind: `admissionregistration.k8s.io/${kind}`,
    name,
    source: 'webhook/server/server.go',
    manifest: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind,
      metadata: { name },
      webhooks: [
        {
          name: kind.startsWith('Validating') ? 'validator.longhorn.io' : 'mutator.longhorn.io',
          clientConfig: { service: { namespace: NAMESPACE, name: 'longhorn-admission-webhook', port: 9502 } },
          failurePolicy: 'Fail',
          rules,
        },
      ],
    },
  };
}
