import type { Manifest } from '../../../constructs/model';
import type { Invalid, Row } from '../../rule';

const NAMESPACE: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } };

const SERVICE: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'apps' },
  spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
};

const SETTINGS: Manifest = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'apps' },
  data: { mode: 'fast' },
};

const SEALED: Manifest = {
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata: { name: 'web', namespace: 'apps' },
  spec: { encryptedData: { password: 'AgBy3i4OJSWK' } },
};

function deployment(pod: Readonly<Record<string, unknown>>, env: readonly unknown[]): Manifest {
  const containers = [{ name: 'web', image: 'ghcr.io/example/web:2.1.0', env }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'apps' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers, ...pod } },
    },
  };
}

function ingress(port: Readonly<Record<string, unknown>>): Manifest {
  const paths = [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port } } }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'apps' },
    spec: { rules: [{ host: 'web.example.org', http: { paths } }] },
  };
}

function claim(storageClassName: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'apps' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName },
  };
}

function fromKey(
  source: 'secretKeyRef' | 'configMapKeyRef',
  name: string,
  key: string,
): Readonly<Record<string, unknown>> {
  return { name: 'VALUE', valueFrom: { [source]: { name, key } } };
}

/** Rows that the rule on references accepts. */
export const VALID: readonly Row[] = [
  {
    name: 'a Secret that a SealedSecret becomes, a ConfigMap, the ServiceAccount of every namespace',
    objects: [
      NAMESPACE,
      SETTINGS,
      SEALED,
      deployment({ serviceAccountName: 'default' }, [
        fromKey('secretKeyRef', 'web', 'password'),
        fromKey('configMapKeyRef', 'settings', 'mode'),
      ]),
    ],
  },
  {
    name: 'an optional ConfigMap that may be missing',
    objects: [
      NAMESPACE,
      deployment({ volumes: [{ name: 'extra', configMap: { name: 'extra', optional: true } }] }, []),
    ],
  },
  {
    name: 'a StorageClass that lives elsewhere, and says so',
    objects: [NAMESPACE, claim('longhorn')],
    externals: [{ kind: 'storage.k8s.io/StorageClass', name: 'longhorn', reason: 'created by the Longhorn chart' }],
  },
  {
    name: 'a route to a port of its Service, by name and by number',
    objects: [
      NAMESPACE,
      SERVICE,
      ingress({ name: 'http' }),
      { ...ingress({ number: 80 }), metadata: { name: 'again', namespace: 'apps' } },
    ],
  },
];

/** Rows that the rule on references refuses. */
export const INVALID: readonly (Row & Invalid)[] = [
  {
    name: 'a ServiceAccount, a Secret and a PersistentVolumeClaim that nothing creates',
    objects: [
      NAMESPACE,
      deployment(
        {
          serviceAccountName: 'web',
          volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
        },
        [fromKey('secretKeyRef', 'web', 'password')],
      ),
    ],
    findings: [
      { at: 'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.name', got: 'web' },
      { at: 'spec.template.spec.serviceAccountName', got: 'web' },
      { at: 'spec.template.spec.volumes[0].persistentVolumeClaim.claimName', got: 'data' },
    ],
  },
  {
    name: 'a key that the sealed Secret does not have',
    objects: [NAMESPACE, SEALED, deployment({}, [fromKey('secretKeyRef', 'web', 'passwd')])],
    findings: [{ at: 'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key', got: 'passwd' }],
  },
  {
    name: 'a key that a volume takes out of a sealed Secret, and one of a projected ConfigMap',
    objects: [
      NAMESPACE,
      SEALED,
      SETTINGS,
      deployment(
        {
          volumes: [
            { name: 'login', secret: { secretName: 'web', items: [{ key: 'passwd', path: 'password' }] } },
            {
              name: 'all',
              projected: {
                sources: [
                  { secret: { name: 'web', items: [{ key: 'password', path: 'password' }] } },
                  { configMap: { name: 'settings', items: [{ key: 'speed', path: 'speed' }] } },
                ],
              },
            },
          ],
        },
        [],
      ),
    ],
    findings: [
      { at: 'spec.template.spec.volumes[0].secret.items[0].key', got: 'passwd' },
      { at: 'spec.template.spec.volumes[1].projected.sources[1].configMap.items[0].key', got: 'speed' },
    ],
  },
  {
    name: 'a port that the Service does not have',
    objects: [NAMESPACE, SERVICE, ingress({ number: 8080 })],
    findings: [{ at: 'spec.rules[0].http.paths[0].backend.service.port.number', got: '8080' }],
  },
  {
    name: 'objects of a namespace that nothing creates, told once',
    objects: [SERVICE, SETTINGS],
    findings: [{ at: 'metadata.namespace', got: 'apps, which nothing creates; objects in it: 2' }],
  },
  {
    name: 'a StorageClass that nothing creates',
    objects: [NAMESPACE, claim('longhorn')],
    findings: [{ at: 'spec.storageClassName', got: 'longhorn' }],
  },
  {
    name: 'a binding to a role and a ServiceAccount that are not there',
    objects: [
      NAMESPACE,
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'agent', namespace: 'apps' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'agent' },
        subjects: [{ kind: 'ServiceAccount', name: 'agent', namespace: 'apps' }],
      },
    ],
    findings: [
      { at: 'roleRef.name', got: 'agent' },
      { at: 'subjects[0].name', got: 'agent' },
    ],
  },
];
