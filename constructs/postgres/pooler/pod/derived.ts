import type { Manifest } from '../../../model';
import { listOf, recordOf } from '../../../model/foreign';
import { certificatesOf } from '../../cluster-view/derived';
import { OPERATOR_IMAGE } from '../../pods/derived';
import { securityView, type SecurityView } from '../../security/derived';
import { poolerLabels, type PoolerView } from '../view/derived';

/** Ports of a pooler. */
export const POOLER_PORTS = { postgresql: 5432, metrics: 9127 } as const;

/** Container that the operator runs PgBouncer in. */
export const PGBOUNCER = 'pgbouncer';

/** Init container that brings the operator's program into the pod. */
export const BOOTSTRAP_CONTROLLER = 'bootstrap-controller';

/**
 * Image that the operator runs unless told otherwise.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/pkg/versions/versions.go DefaultPgbouncerImage
 */
const DEFAULT_IMAGE = 'ghcr.io/cloudnative-pg/pgbouncer:1.25.1';

/** User and group that PgBouncer runs as. */
const USER = 998;
const GROUP = 996;

type Fields = Readonly<Record<string, unknown>>;

/** Template of the pods: what the Pooler's own template says, with what the operator adds and overwrites; the Cluster has a word too. */
export function poolerPod(view: PoolerView, cluster: Manifest | undefined): Fields {
  const security = securityView(recordOf(cluster?.['spec']));
  const { template, name, serviceAccountName = name } = view;
  return {
    metadata: {
      labels: { ...template.labels, ...poolerLabels(view) },
      ...(Object.keys(template.annotations).length === 0 ? {} : { annotations: template.annotations }),
    },
    spec: {
      ...template.spec,
      serviceAccountName,
      securityContext: {
        fsGroup: GROUP,
        runAsGroup: GROUP,
        runAsNonRoot: true,
        runAsUser: USER,
        seccompProfile: security.seccompProfile,
      },
      initContainers: withNamed(template.spec['initContainers'], BOOTSTRAP_CONTROLLER, (own) =>
        bootstrap(own, view, security),
      ),
      containers: withNamed(template.spec['containers'], PGBOUNCER, (own) => pgbouncer(own, view, security)),
      volumes: volumesOf(view, cluster),
    },
  };
}

function pgbouncer(own: Fields, view: PoolerView, security: SecurityView): Fields {
  const { postgresql, metrics } = POOLER_PORTS;
  const withPort = (ports: unknown, name: string, containerPort: number): readonly Fields[] =>
    withNamed(ports, name, () => ({ name, containerPort }));
  return {
    ...own,
    image: own['image'] ?? view.image ?? DEFAULT_IMAGE,
    ports: withPort(withPort(own['ports'], PGBOUNCER, postgresql), 'metrics', metrics),
    readinessProbe: own['readinessProbe'] ?? { tcpSocket: { port: postgresql }, timeoutSeconds: 5 },
    securityContext: security.container,
  };
}

/** The operator gives it the resources of the pod as a whole, if the template gives it none. */
function bootstrap(own: Fields, { template }: PoolerView, security: SecurityView): Fields {
  const { requests, limits } = recordOf(own['resources']);
  const isSilent = requests === undefined && limits === undefined;
  return {
    ...own,
    image: OPERATOR_IMAGE,
    resources: isSilent ? recordOf(template.spec['resources']) : recordOf(own['resources']),
    securityContext: security.container,
  };
}

/** Both Secrets of the Cluster are mounted whatever the Pooler says; without the Cluster nobody knows their names. */
function volumesOf({ template }: PoolerView, cluster: Manifest | undefined): readonly Fields[] {
  const certificates = cluster === undefined ? undefined : certificatesOf(cluster);
  const own: readonly Fields[] = [
    ...(certificates === undefined
      ? []
      : [
          { name: 'ca', secret: { secretName: certificates.ca } },
          { name: 'server-tls', secret: { secretName: certificates.server } },
        ]),
    { name: 'scratch-data', emptyDir: {} },
  ];
  return own.reduce<readonly Fields[]>(
    (volumes, volume) => withNamed(volumes, String(volume['name']), () => volume),
    listOf(template.spec['volumes']).map(recordOf),
  );
}

/** A list whose member of a name is changed where it stands, or added at the end. */
function withNamed(list: unknown, name: string, change: (own: Fields) => Fields): readonly Fields[] {
  const items = listOf(list).map(recordOf);
  return items.some((item) => item['name'] === name)
    ? items.map((item) => (item['name'] === name ? change(item) : item))
    : [...items, change({ name })];
}
