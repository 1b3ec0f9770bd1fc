import { ref, type ReferenceField, type TargetKind } from './table';

const CNPG = 'postgresql.cnpg.io';
const BARMAN = 'barmancloud.cnpg.io';
const CLASS = 'storage.k8s.io/StorageClass';
const CLUSTER = `${CNPG}/Cluster`;

/** An issuer of cert-manager; issuers of other groups are their controllers' business. */
const issuer: TargetKind = ({ group = 'cert-manager.io', kind = 'Issuer' }) =>
  group === 'cert-manager.io' && typeof kind === 'string' ? `cert-manager.io/${kind}` : undefined;

const catalogue: TargetKind = ({ kind }) => (typeof kind === 'string' ? `${CNPG}/${kind}` : undefined);

/** An object reference of the Gateway API: group and kind may be left out. */
function gatewayKind(defaultGroup: string, defaultKind: string): TargetKind {
  return ({ group = defaultGroup, kind = defaultKind }) =>
    typeof group !== 'string' || typeof kind !== 'string' ? undefined : group === '' ? kind : `${group}/${kind}`;
}

/** A TraefikService is Traefik's own; everything else is a Service. Names with `@` live in another provider of Traefik. */
const traefikService: TargetKind = ({ kind = 'Service', name }) =>
  typeof name === 'string' && name.includes('@')
    ? undefined
    : kind === 'TraefikService'
      ? 'traefik.io/TraefikService'
      : 'Service';

const traefik =
  (kind: string): TargetKind =>
  ({ name }) =>
    typeof name === 'string' && name.includes('@') ? undefined : `traefik.io/${kind}`;

/** Secret of a solver; a ClusterIssuer looks in the namespace that its controller was given. */
const solvers = (namespace: 'own' | 'any'): readonly ReferenceField[] => [
  ref('spec.acme.solvers[].dns01.cloudflare.apiTokenSecretRef.name', 'Secret', { namespace }),
  ref('spec.acme.solvers[].dns01.cloudflare.apiKeySecretRef.name', 'Secret', { namespace }),
  ref('spec.acme.solvers[].dns01.rfc2136.tsigSecretSecretRef.name', 'Secret', { namespace }),
  ref('spec.acme.solvers[].dns01.route53.secretAccessKeySecretRef.name', 'Secret', { namespace }),
  ref('spec.ca.secretName', 'Secret', { namespace }),
];

const s3 = (at: string): readonly ReferenceField[] =>
  ['accessKeyId', 'secretAccessKey', 'region', 'sessionToken'].map((field) =>
    ref(`${at}.s3Credentials.${field}.name`, 'Secret'),
  );

const ROUTED_SERVICE = ref('spec.routes[].services[].name', traefikService, { namespace: 'beside', port: 'port' });

/** A route of HTTP, or of TCP, whose middlewares and transports are kinds of their own. */
const routes = (suffix: '' | 'TCP'): readonly ReferenceField[] => [
  ROUTED_SERVICE,
  ref('spec.routes[].services[].serversTransport', traefikTransport(`ServersTransport${suffix}`), {
    namespace: 'beside',
  }),
  ref('spec.routes[].middlewares[].name', traefik(`Middleware${suffix}`), { namespace: 'beside' }),
  ref('spec.tls.secretName', 'Secret'),
  ref('spec.tls.options.name', traefik('TLSOption'), { namespace: 'beside' }),
];

function traefikTransport(kind: string): TargetKind {
  return ({ serversTransport }) =>
    typeof serversTransport === 'string' && serversTransport.includes('@') ? undefined : `traefik.io/${kind}`;
}

const httpRoute: readonly ReferenceField[] = [
  ref('spec.parentRefs[].name', gatewayKind('gateway.networking.k8s.io', 'Gateway'), { namespace: 'beside' }),
  ref('spec.rules[].backendRefs[].name', gatewayKind('', 'Service'), { namespace: 'beside', port: 'port' }),
];

/** What the StatefulSets of the Prometheus operator get. */
const OF_THE_OPERATOR: readonly ReferenceField[] = [
  ref('spec.serviceAccountName', 'ServiceAccount'),
  ref('spec.storage.volumeClaimTemplate.spec.storageClassName', CLASS),
];

/** References of the systems that the project pins, by their custom resources. */
export const SYSTEM_REFERENCES: readonly (readonly [string, readonly ReferenceField[]])[] = [
  ['cert-manager.io/Certificate', [ref('spec.issuerRef.name', issuer)]],
  ['cert-manager.io/Issuer', solvers('own')],
  ['cert-manager.io/ClusterIssuer', solvers('any')],
  [
    CLUSTER,
    [
      ref('spec.bootstrap.initdb.secret.name', 'Secret'),
      ref('spec.superuserSecret.name', 'Secret'),
      ref('spec.imageCatalogRef.name', catalogue),
      ref('spec.storage.storageClass', CLASS),
      ref('spec.walStorage.storageClass', CLASS),
      ref('spec.tablespaces[].storage.storageClass', CLASS),
      ref('spec.managed.roles[].passwordSecret.name', 'Secret'),
      ref('spec.certificates.serverCASecret', 'Secret'),
      ref('spec.certificates.serverTLSSecret', 'Secret'),
      ref('spec.certificates.clientCASecret', 'Secret'),
      ref('spec.certificates.replicationTLSSecret', 'Secret'),
      ref('spec.externalClusters[].password.name', 'Secret'),
      ref('spec.plugins[].parameters.barmanObjectName', `${BARMAN}/ObjectStore`),
      ref('spec.externalClusters[].plugin.parameters.barmanObjectName', `${BARMAN}/ObjectStore`),
      ref('spec.monitoring.customQueriesConfigMap[].name', 'ConfigMap'),
      ref('spec.monitoring.customQueriesSecret[].name', 'Secret'),
      ...s3('spec.backup.barmanObjectStore'),
    ],
  ],
  [`${CNPG}/ScheduledBackup`, [ref('spec.cluster.name', CLUSTER)]],
  [`${CNPG}/Backup`, [ref('spec.cluster.name', CLUSTER)]],
  [
    `${CNPG}/Pooler`,
    [
      ref('spec.cluster.name', CLUSTER),
      ref('spec.serviceAccountName', 'ServiceAccount'),
      ref('spec.pgbouncer.imageCatalogRef.name', catalogue),
      ...['authQuerySecret', 'clientCASecret', 'clientTLSSecret', 'serverCASecret', 'serverTLSSecret'].map((field) =>
        ref(`spec.pgbouncer.${field}.name`, 'Secret'),
      ),
    ],
  ],
  [`${CNPG}/Database`, [ref('spec.cluster.name', CLUSTER)]],
  [`${CNPG}/DatabaseRole`, [ref('spec.cluster.name', CLUSTER), ref('spec.passwordSecret.name', 'Secret')]],
  [`${CNPG}/Publication`, [ref('spec.cluster.name', CLUSTER)]],
  [`${CNPG}/Subscription`, [ref('spec.cluster.name', CLUSTER)]],
  [`${BARMAN}/ObjectStore`, [...s3('spec.configuration'), ref('spec.configuration.endpointCA.name', 'Secret')]],
  ['traefik.io/IngressRoute', routes('')],
  ['traefik.io/IngressRouteTCP', routes('TCP')],
  ['traefik.io/IngressRouteUDP', [ROUTED_SERVICE]],
  [
    'traefik.io/Middleware',
    [
      ref('spec.basicAuth.secret', 'Secret'),
      ref('spec.digestAuth.secret', 'Secret'),
      ref('spec.chain.middlewares[].name', traefik('Middleware'), { namespace: 'beside' }),
      ref('spec.errors.service.name', traefikService, { namespace: 'beside', port: 'port' }),
    ],
  ],
  [
    'traefik.io/ServersTransport',
    [
      ref('spec.certificatesSecrets[]', 'Secret'),
      ref('spec.rootCAsSecrets[]', 'Secret'),
      ref('spec.rootCAs[].secret', 'Secret'),
      ref('spec.rootCAs[].configMap', 'ConfigMap'),
    ],
  ],
  ['traefik.io/TLSOption', [ref('spec.clientAuth.secretNames[]', 'Secret')]],
  ['traefik.io/TLSStore', [ref('spec.defaultCertificate.secretName', 'Secret')]],
  ['gateway.networking.k8s.io/HTTPRoute', httpRoute],
  ['gateway.networking.k8s.io/GRPCRoute', httpRoute],
  [
    'gateway.networking.k8s.io/Gateway',
    [
      ref('spec.gatewayClassName', 'gateway.networking.k8s.io/GatewayClass'),
      ref('spec.listeners[].tls.certificateRefs[].name', gatewayKind('', 'Secret'), { namespace: 'beside' }),
    ],
  ],
  ['metallb.io/L2Advertisement', [ref('spec.ipAddressPools[]', 'metallb.io/IPAddressPool')]],
  [
    'metallb.io/BGPAdvertisement',
    [ref('spec.ipAddressPools[]', 'metallb.io/IPAddressPool'), ref('spec.peers[]', 'metallb.io/BGPPeer')],
  ],
  ['velero.io/BackupStorageLocation', [ref('spec.credential.name', 'Secret')]],
  ['velero.io/Backup', [ref('spec.storageLocation', 'velero.io/BackupStorageLocation')]],
  ['velero.io/Schedule', [ref('spec.template.storageLocation', 'velero.io/BackupStorageLocation')]],
  ['projectcalico.org/NetworkPolicy', [ref('spec.tier', 'projectcalico.org/Tier')]],
  ['projectcalico.org/GlobalNetworkPolicy', [ref('spec.tier', 'projectcalico.org/Tier')]],
  ['monitoring.coreos.com/Alertmanager', OF_THE_OPERATOR],
  ['monitoring.coreos.com/Prometheus', OF_THE_OPERATOR],
];
