import type { Manifest } from '../../../model';
import { isRecord, recordOf, textOf } from '../../../model/foreign';
import { textsOf } from '../../cluster-view/derived';

/** What decides which objects the operator creates for a `Pooler`, with its defaults. Wrong shapes read as absent. */
export interface PoolerView {
  readonly name: string;
  readonly namespace: string;
  /** Name of the Cluster. */
  readonly cluster: string;
  readonly type: string;
  /** 0 to 100: none is a way to stop it. */
  readonly instances: number;
  readonly poolMode: string;
  readonly parameters: Fields;
  /** Image in `pgbouncer.image`; a pod template may have another one. */
  readonly image: string | undefined;
  /** A Secret with the certificate that clients are shown; without it they are shown that of the Cluster. */
  readonly clientTLSSecret: string | undefined;
  /** Whether the operator lets the pooler into PostgreSQL by itself. */
  readonly isAutomated: boolean;
  readonly template: { readonly labels: Texts; readonly annotations: Texts; readonly spec: Fields };
  readonly service: { readonly labels: Texts; readonly spec: Fields };
  readonly strategy: unknown;
  /** A ServiceAccount that somebody else keeps. */
  readonly serviceAccountName: string | undefined;
  readonly enablePodMonitor: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;

/** No pooler is larger; a nonsensical number in foreign YAML must not be followed. */
const MOST_INSTANCES = 100;

/** Reads a `Pooler` of postgresql.cnpg.io/v1 as the operator does. */
export function poolerView(manifest: Manifest): PoolerView {
  const spec = recordOf(manifest['spec']);
  const pgbouncer = recordOf(spec['pgbouncer']);
  return {
    name: manifest.metadata.name,
    namespace: manifest.metadata.namespace ?? 'default',
    cluster: textOf(recordOf(spec['cluster'])['name']) ?? '',
    type: textOf(spec['type']) ?? 'rw',
    instances: instancesOf(spec['instances']),
    poolMode: textOf(pgbouncer['poolMode']) ?? 'session',
    parameters: recordOf(pgbouncer['parameters']),
    image: textOf(pgbouncer['image']),
    clientTLSSecret: nameOf(pgbouncer['clientTLSSecret']),
    isAutomated: isAutomated(pgbouncer),
    ...templatesOf(spec),
    strategy: isRecord(spec['deploymentStrategy']) ? spec['deploymentStrategy'] : undefined,
    serviceAccountName: textOf(spec['serviceAccountName']),
    enablePodMonitor: recordOf(spec['monitoring'])['enablePodMonitor'] === true,
  };
}

/** Labels that the Deployment, its pods and the Service have. */
export function poolerLabels({ name, cluster }: PoolerView): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/component': 'pooler',
    'app.kubernetes.io/instance': cluster,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
    'app.kubernetes.io/name': 'postgresql',
    'cnpg.io/cluster': cluster,
    'cnpg.io/podRole': 'pooler',
    'cnpg.io/poolerName': name,
  };
}

function templatesOf(spec: Fields): Pick<PoolerView, 'template' | 'service'> {
  const template = recordOf(spec['template']);
  const service = recordOf(spec['serviceTemplate']);
  const { labels, annotations } = recordOf(template['metadata']);
  return {
    template: {
      labels: textsOf(labels),
      annotations: textsOf(annotations),
      spec: recordOf(template['spec']),
    },
    service: { labels: textsOf(recordOf(service['metadata'])['labels']), spec: recordOf(service['spec']) },
  };
}

function instancesOf(value: unknown): number {
  return Number.isInteger(value) && Number(value) >= 0 ? Math.min(Number(value), MOST_INSTANCES) : 1;
}

function isAutomated(pgbouncer: Fields): boolean {
  return (
    textOf(pgbouncer['authQuery']) === undefined &&
    nameOf(pgbouncer['authQuerySecret']) === undefined &&
    nameOf(pgbouncer['serverTLSSecret']) === undefined
  );
}

function nameOf(reference: unknown): string | undefined {
  return textOf(recordOf(reference)['name']);
}
