import { parse } from 'yaml';

/** A manifest that its pinned schema accepts, by the name that the tables use. */
export type Valid = keyof typeof TEXTS;

const TEXTS = {
  application: `
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: {name: databases, namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io]}
    spec:
      project: default
      source: {repoURL: https://git.example.org/homelab.git, targetRevision: main, path: dist/clusters/homelab/databases}
      destination: {server: https://kubernetes.default.svc, namespace: databases}
      syncPolicy: {automated: {prune: true, selfHeal: true}, syncOptions: [ServerSideApply=true]}
  `,
  certificate: `
    apiVersion: cert-manager.io/v1
    kind: Certificate
    metadata: {name: web, namespace: web}
    spec: {secretName: web-tls, dnsNames: [web.example.org], issuerRef: {name: letsencrypt, kind: ClusterIssuer}}
  `,
  cluster: `
    apiVersion: postgresql.cnpg.io/v1
    kind: Cluster
    metadata: {name: pg-main, namespace: databases, labels: {app.kubernetes.io/part-of: databases}}
    spec:
      instances: 3
      imageName: ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie
      resources: {requests: {cpu: '1', memory: 2Gi}, limits: {cpu: 1, memory: 2Gi}}
      storage: {size: 20Gi, storageClass: longhorn}
      affinity: {podAntiAffinityType: required, topologyKey: topology.kubernetes.io/zone}
      postgresql: {parameters: {max_connections: '200'}}
  `,
  clusterIssuer: `
    apiVersion: cert-manager.io/v1
    kind: ClusterIssuer
    metadata: {name: letsencrypt}
    spec:
      acme:
        server: https://acme-v02.api.letsencrypt.org/directory
        privateKeySecretRef: {name: letsencrypt-account}
        solvers:
          - dns01: {cloudflare: {apiTokenSecretRef: {name: cloudflare, key: token}}}
  `,
  clusterPolicy: `
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata: {name: require-limits}
    spec:
      validationFailureAction: Enforce
      rules:
        - name: limits
          match: {any: [{resources: {kinds: [Pod]}}]}
          context: [{name: team, variable: {value: platform}}]
          validate:
            message: limits are required
            pattern: {spec: {containers: [{resources: {limits: {memory: '?*'}}}]}}
  `,
  configMap: `
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings, namespace: web}
    data: {any.key: value, constructor: also a key}
  `,
  deployment: `
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, namespace: web, creationTimestamp: null}
    spec:
      replicas: 2
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}, creationTimestamp: null}
        spec:
          containers:
            - name: web
              image: nginx:1.27
              imagePullPolicy: IfNotPresent
              ports: [{name: http, containerPort: 80}]
              env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}]
              resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {cpu: 0.1, memory: 134217728}}
              livenessProbe: {httpGet: {path: /, port: http}}
  `,
  statefulSet: `
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: queue, namespace: web}
    spec:
      serviceName: queue
      replicas: 1
      selector: {matchLabels: {app: queue}}
      template:
        metadata: {labels: {app: queue}}
        spec: {containers: [{name: queue, image: "nats:2.11.4"}]}
      volumeClaimTemplates:
        - metadata: {name: data}
          spec: {accessModes: [ReadWriteOnce], storageClassName: local, resources: {requests: {storage: 1Gi}}}
  `,
  endpointSlice: `
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: pbs-1, namespace: databases, labels: {kubernetes.io/service-name: pbs}}
    addressType: IPv4
    ports: [{name: https, port: 8007, protocol: TCP}]
    endpoints: [{addresses: [192.0.2.10], conditions: {ready: true}}]
  `,
  gateway: `
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: public, namespace: ingress}
    spec:
      gatewayClassName: traefik
      addresses: [{type: IPAddress, value: 192.0.2.1}]
      listeners: [{name: web, port: 80, protocol: HTTP}]
  `,
  globalContextEntry: `
    apiVersion: kyverno.io/v2
    kind: GlobalContextEntry
    metadata: {name: teams}
    spec: {apiCall: {urlPath: /api/v1/namespaces, refreshInterval: 1h30m}}
  `,
  globalNetworkPolicy: `
    apiVersion: projectcalico.org/v3
    kind: GlobalNetworkPolicy
    metadata: {name: default-deny}
    spec:
      selector: all()
      types: [Ingress, Egress]
      egress: [{action: Allow, protocol: UDP, destination: {ports: [53, '8000:9000']}}]
  `,
  ipAddressPool: `
    apiVersion: metallb.io/v1beta1
    kind: IPAddressPool
    metadata: {name: lan, namespace: metallb-system}
    spec: {addresses: [192.0.2.100-192.0.2.120], autoAssign: true}
  `,
  ipPool: `
    apiVersion: projectcalico.org/v3
    kind: IPPool
    metadata: {name: pods}
    spec: {cidr: 10.244.0.0/16, natOutgoing: true}
  `,
  networkPolicy: `
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: default-deny, namespace: databases}
    spec:
      podSelector: {}
      policyTypes: [Ingress, Egress]
      egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 8007, protocol: TCP}, {port: http}]}]
  `,
  pooler: `
    apiVersion: postgresql.cnpg.io/v1
    kind: Pooler
    metadata: {name: pg-main-rw, namespace: databases}
    spec:
      cluster: {name: pg-main}
      type: rw
      instances: 2
      pgbouncer: {poolMode: session, parameters: {max_client_conn: '1000'}}
      template: {spec: {containers: [{name: pgbouncer, resources: {limits: {cpu: 500m, memory: 256Mi}}}]}}
  `,
  recurringJob: `
    apiVersion: longhorn.io/v1beta2
    kind: RecurringJob
    metadata: {name: nightly, namespace: longhorn-system}
    spec: {cron: 0 3 * * *, task: backup, groups: [default], retain: 7, concurrency: 2}
  `,
  scheduledBackup: `
    apiVersion: postgresql.cnpg.io/v1
    kind: ScheduledBackup
    metadata: {name: nightly, namespace: databases}
    spec: {schedule: 0 0 2 * * *, cluster: {name: pg-main}, method: plugin, pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}}
  `,
  secret: `
    apiVersion: v1
    kind: Secret
    metadata: {name: db, namespace: web}
    type: Opaque
    data: {password: aHVudGVyMg==}
    stringData: {user: app}
  `,
  service: `
    apiVersion: v1
    kind: Service
    metadata: {name: pbs, namespace: databases, annotations: {example.org/why: backup}}
    spec: {type: ClusterIP, ports: [{name: https, port: 8007, targetPort: https, protocol: TCP}]}
  `,
} as const;

/** Names of all valid manifests. */
export const VALID = Object.keys(TEXTS) as readonly Valid[];

/** A fresh copy of a valid manifest. */
export function manifest(name: Valid): Record<string, unknown> {
  return parse(TEXTS[name]) as Record<string, unknown>;
}

/** A manifest with one field set, or taken out with `undefined`; `at` is split at `/`, numbers are indexes. */
export function withField(name: Valid, at: string, value: unknown): Record<string, unknown> {
  const copy = manifest(name);
  const keys = at.split('/');
  const last = keys.pop() ?? '';
  const owner = keys.reduce<Record<string, unknown>>((below, key) => below[key] as Record<string, unknown>, copy);
  if (value === undefined) {
    Reflect.deleteProperty(owner, last);
  } else {
    owner[last] = value;
  }
  return copy;
}

/** A manifest with one field renamed. */
export function withRenamed(name: Valid, at: string, to: string): Record<string, unknown> {
  const value = at.split('/').reduce<unknown>((below, key) => (below as Record<string, unknown>)[key], manifest(name));
  const copy = withField(name, at, undefined);
  const keys = at.split('/').slice(0, -1);
  const owner = keys.reduce<Record<string, unknown>>((below, key) => below[key] as Record<string, unknown>, copy);
  owner[to] = value;
  return copy;
}
