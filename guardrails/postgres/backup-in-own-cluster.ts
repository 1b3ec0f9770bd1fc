import type { Manifest } from '../../constructs/model';
import { fieldsAt, recordOf, textOf, valueAt } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { IN_TREE_STORE, objectStoreRow } from './rows/backup';
import { clusterRow } from './rows/cluster';

const storeAt = (endpointURL: string): Manifest => objectStoreRow({ configuration: { ...IN_TREE_STORE, endpointURL } });

const service = (name: string, namespace: string, spec: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { ports: [{ port: 9000 }], ...spec },
});

/** A store that is one of the pods is lost with them. */
export default defineGuardrail<Manifest>({
  kind: ['barmancloud.cnpg.io/ObjectStore', 'postgresql.cnpg.io/Cluster'],
  severity: 'error',
  summary: 'backups of a database leave the Kubernetes cluster that it runs in',
  why: 'what takes the cluster takes the backup: the same disks, the same storage system, the same person with kubectl delete',
  fix: 'give the endpointURL of an S3 server outside: a host of the site with the role s3',
  waive: 'for a laboratory, or while what the pods store is itself copied elsewhere, with the place of that copy',
  source: 'https://cloudnative-pg.io/documentation/current/backup/#object-stores-or-volume-snapshots-which-one-to-use',
  check: (manifest, index) =>
    ['spec.configuration.endpointURL', 'spec.backup.barmanObjectStore.endpointURL']
      .flatMap((path) => fieldsAt(manifest, path))
      .flatMap(({ at, value }) => {
        const host = hostOf(value);
        const inside = host === undefined ? undefined : insideOf(host, manifest.metadata.namespace, index);
        return inside === undefined
          ? []
          : [{ at, got: `${host}, ${inside}`, expected: 'a server outside the cluster' }];
      }),
  valid: [
    { name: 'a host of the site', objects: [storeAt('https://s3.home.example:9000')] },
    {
      name: 'a host of the site under the name of a Service, which selects no pods',
      objects: [storeAt('http://s3.site-hosts.svc:9000'), service('s3', 'site-hosts', {})],
    },
    { name: 'no endpoint: the default one of AWS', objects: [storeAt('')] },
  ],
  invalid: [
    {
      name: 'the example of the plugin: the Service of a MinIO beside the database',
      objects: [storeAt('http://minio:9000'), service('minio', 'databases', { selector: { app: 'minio' } })],
      findings: [{ at: 'spec.configuration.endpointURL', got: 'minio, the Service of pods in databases' }],
    },
    {
      name: 'a MinIO in a namespace of its own, by its whole name',
      objects: [
        storeAt('https://minio.storage.svc.cluster.local:9000'),
        service('minio', 'storage', { selector: { app: 'minio' } }),
      ],
      findings: [{ at: 'spec.configuration.endpointURL' }],
    },
    {
      name: 'a Service in a cluster with a domain of its own',
      objects: [storeAt('https://minio.storage.svc.home.example:9000')],
      findings: [
        { at: 'spec.configuration.endpointURL', got: 'minio.storage.svc.home.example, a name inside the cluster' },
      ],
    },
    {
      name: 'a Service of which nothing else is known, in the field of the operator itself',
      objects: [
        clusterRow({
          backup: { barmanObjectStore: { ...IN_TREE_STORE, endpointURL: 'http://garage.storage.svc:3900' } },
        }),
      ],
      findings: [
        { at: 'spec.backup.barmanObjectStore.endpointURL', got: 'garage.storage.svc, a name inside the cluster' },
      ],
    },
  ],
});

function hostOf(url: unknown): string | undefined {
  const text = textOf(url);
  return text === undefined || !URL.canParse(text) ? undefined : new URL(text).hostname;
}

/** `<service>`, `<service>.<namespace>`, and the latter with `.svc` and the domain of the cluster, whatever that is. */
const SERVICE_NAME = /^([a-z0-9-]+)(?:\.([a-z0-9-]+)(\.svc(?:\.[a-z0-9.-]+)?)?)?$/;

/** What a host is of the cluster itself; undefined if it is outside, or may be. */
function insideOf(host: string, home: string | undefined, index: ObjectIndex): string | undefined {
  const [, name, namespace = home, suffix] = SERVICE_NAME.exec(host) ?? [];
  const service = name === undefined ? undefined : serviceOf(name, namespace, index);
  if (service === undefined) {
    return suffix === undefined ? undefined : 'a name inside the cluster';
  }
  // Without a selector it leads wherever its endpoints are: to a host of the site, if that is what they say.
  const selector = recordOf(valueAt(service, ['spec', 'selector']));
  return Object.keys(selector).length === 0 ? undefined : `the Service of pods in ${namespace}`;
}

function serviceOf(name: string, namespace: string | undefined, index: ObjectIndex): Manifest | undefined {
  return index.find('Service', name, namespace)?.manifest ?? index.findDerived('Service', name, namespace)?.manifest;
}
