import type { Manifest } from '../../constructs/model';
import { barmanStoresOf, storesWithSidecars } from '../../constructs/postgres/barman-stores/derived';
import { valueAt } from '../engine/fields';
import { inNamespace, type Filing } from '../engine/filing';
import { notGuaranteed } from '../engine/guaranteed';
import { defineGuardrail } from '../rule';
import { ARCHIVER, BARMAN_PLUGIN, objectStoreRow } from './rows/backup';
import { clusterRow } from './rows/cluster';

const SIDECAR = ['spec', 'instanceSidecarConfiguration', 'resources'];

const withSidecar = (resources: object): Manifest => objectStoreRow({ instanceSidecarConfiguration: { resources } });

/** Clusters by the ObjectStores that they use. */
const BY_STORE: Filing = {
  kind: 'postgresql.cnpg.io/Cluster',
  keysOf: (cluster) =>
    storesWithSidecars(barmanStoresOf(cluster.manifest)).map((store) =>
      inNamespace(cluster.manifest.metadata.namespace, store),
    ),
};

/** The plugin runs as a sidecar in every instance, with the resources of the ObjectStore. */
export default defineGuardrail<Manifest>({
  kind: 'barmancloud.cnpg.io/ObjectStore',
  severity: 'error',
  summary:
    'the backup sidecar of a Cluster is as Guaranteed as its instances: request equals limit, in the ObjectStore',
  why: 'the QoS class counts sidecars: one without limits makes every instance Burstable, and PostgreSQL the first to be killed under pressure; one with too little memory is killed in the middle of a backup',
  fix: 'set spec.instanceSidecarConfiguration.resources to one amount as request and limit: 100m of CPU and 512Mi of memory are a start (128Mi have been too few: a backup took 254Mi)',
  waive: 'for a laboratory whose database may be killed or evicted at any time',
  source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/',
  check(manifest, index) {
    const { name, namespace } = manifest.metadata;
    const used = index.filed(BY_STORE, inNamespace(namespace, name)).length > 0;
    return used ? notGuaranteed(valueAt(manifest, SIDECAR), SIDECAR.join('.')) : [];
  },
  valid: [
    {
      name: 'one amount as request and limit',
      objects: [objectStoreRow(), clusterRow({ plugins: [ARCHIVER] })],
    },
    {
      name: 'limits alone: requests follow them',
      objects: [withSidecar({ limits: { cpu: '0.1', memory: '512Mi' } }), clusterRow({ plugins: [ARCHIVER] })],
    },
    {
      name: 'a store that no Cluster uses, or only a plugin that is switched off',
      objects: [
        objectStoreRow({ instanceSidecarConfiguration: undefined }),
        clusterRow({ plugins: [{ ...ARCHIVER, enabled: false }] }),
      ],
    },
    {
      name: 'the store of a Cluster in another namespace',
      objects: [
        withSidecar({}),
        { ...clusterRow({ plugins: [ARCHIVER] }), metadata: { name: 'pg-main', namespace: 'elsewhere' } },
      ],
    },
  ],
  invalid: [
    {
      name: 'no resources, as in the examples of the plugin',
      objects: [objectStoreRow({ instanceSidecarConfiguration: undefined }), clusterRow({ plugins: [ARCHIVER] })],
      findings: [
        {
          at: 'spec.instanceSidecarConfiguration.resources.requests.cpu',
          got: 'nothing, while limits.cpu is missing',
        },
        {
          at: 'spec.instanceSidecarConfiguration.resources.requests.memory',
          got: 'nothing, while limits.memory is missing',
        },
      ],
    },
    {
      name: 'a store that a Cluster recovers from',
      objects: [
        withSidecar({ requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '100m', memory: '512Mi' } }),
        clusterRow({
          bootstrap: { recovery: { source: 'pg-old' } },
          externalClusters: [
            { name: 'pg-old', plugin: { name: BARMAN_PLUGIN, parameters: { barmanObjectName: 'pg-main' } } },
          ],
        }),
      ],
      findings: [
        {
          at: 'spec.instanceSidecarConfiguration.resources.requests.memory',
          got: '128Mi, while limits.memory is 512Mi',
        },
      ],
    },
  ],
});
