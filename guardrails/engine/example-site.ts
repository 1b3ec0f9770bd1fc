import { defineSite, type SiteInput } from '../../constructs/model';
import { SEALED_VALUE } from './sealed-example';

/** The smallest site that uses every part of the model: what the rows of the rules start from. */
export const EXAMPLE_SITE: SiteInput = defineSite({
  name: 'example',
  domain: 'example.internal',
  failureDomains: { 'rack-a': { kind: 'rack' }, 'rack-b': { kind: 'rack' }, 'rack-c': { kind: 'rack' } },
  networks: { lan: { cidr: '192.0.2.0/24', gateway: '192.0.2.1' } },
  hosts: {
    pve1: { role: 'pve', network: 'lan', address: '192.0.2.11', failureDomains: ['rack-a'] },
    pve2: { role: 'pve', network: 'lan', address: '192.0.2.12', failureDomains: ['rack-b'] },
    pbs: {
      role: 'pbs',
      network: 'lan',
      address: '192.0.2.20',
      failureDomains: ['rack-c'],
      fingerprint: Array.from({ length: 32 }, () => 'ab').join(':'),
      datastores: { main: { path: '/mnt/datastore/main' } },
    },
    s3: {
      role: 's3',
      network: 'lan',
      address: '192.0.2.21',
      failureDomains: ['rack-c'],
      flavour: 'garage',
      port: 3900,
    },
    nas: { role: 'nas', network: 'lan', address: '192.0.2.22', failureDomains: ['rack-c'] },
  },
  clusters: {
    home: {
      kubernetes: '1.35',
      network: 'lan',
      controlPlaneAddress: '192.0.2.100',
      podCidr: '10.244.0.0/16',
      serviceCidr: '10.96.0.0/12',
      nodes: {
        cp1: { role: 'control-plane', host: 'pve1', vmId: 101, address: '192.0.2.101' },
        w1: { role: 'worker', host: 'pve1', vmId: 111, address: '192.0.2.111' },
        w2: { role: 'worker', host: 'pve2', vmId: 112, network: 'lan', address: '192.0.2.112' },
      },
      gitops: {
        repoURL: 'https://git.example.internal/site.git',
        revision: 'main',
        includedKinds: ['discovery.k8s.io/EndpointSlice'],
      },
      externals: [
        { kind: 'storage.k8s.io/StorageClass', name: 'local', reason: 'comes with the cluster' },
        {
          kind: 'apiextensions.k8s.io/CustomResourceDefinition',
          name: 'clusters.postgresql.cnpg.io',
          reason: 'with the operator',
        },
        {
          kind: 'apiextensions.k8s.io/CustomResourceDefinition',
          name: 'scheduledbackups.postgresql.cnpg.io',
          reason: 'with the operator',
        },
        {
          kind: 'apiextensions.k8s.io/CustomResourceDefinition',
          name: 'objectstores.barmancloud.cnpg.io',
          reason: 'with the plugin',
        },
        { kind: 'Secret', namespace: 'databases', name: 'pg-main-s3', reason: 'made by hand' },
        {
          kind: 'apiextensions.k8s.io/CustomResourceDefinition',
          name: 'applications.argoproj.io',
          reason: 'with Argo CD',
        },
        { kind: 'Namespace', name: 'argocd', reason: 'created together with Argo CD' },
        {
          kind: 'apiextensions.k8s.io/CustomResourceDefinition',
          name: 'sealedsecrets.bitnami.com',
          reason: 'with the controller',
        },
        {
          kind: 'apps/Deployment',
          namespace: 'kube-system',
          name: 'sealed-secrets-controller',
          reason: 'installed by hand',
        },
      ],
    },
  },
  pve: {
    api: 'pve1',
    backups: {
      'pbs-main': {
        pbs: 'pbs',
        datastore: 'main',
        tokenId: 'backup@pbs!pve',
        schedule: '02:00',
        selection: { all: true },
      },
    },
  },
  databases: {
    'pg-main': {
      cluster: 'home',
      namespace: 'databases',
      version: '18.6',
      instances: 2,
      cpu: '1',
      memory: '2Gi',
      storage: { size: '20Gi', storageClass: 'local' },
      backup: {
        s3: 's3',
        bucket: 'postgres',
        credentialsSecret: 'pg-main-s3',
        schedule: '0 30 2 * * *',
        retention: '30d',
      },
    },
  },
  hostServices: {
    pbs: {
      cluster: 'home',
      namespace: 'site-hosts',
      host: 'pbs',
      ports: [{ name: 'https', port: 8007, protocol: 'TCP' }],
    },
  },
  secrets: {
    'grafana-admin': {
      cluster: 'home',
      namespace: 'monitoring',
      scope: 'strict',
      certificate: {
        fingerprint: Array.from({ length: 32 }, () => 'CD').join(':'),
        notAfter: '2036-11-23T17:44:06Z',
      },
      encryptedData: { 'admin-password': SEALED_VALUE },
    },
  },
});

/** A value of which every member may be replaced. */
type Writable<T> = T extends (infer E)[] | readonly (infer E)[]
  ? Writable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Writable<T[K]> }
    : T;

/** The site that a change is written on. Its optional parts are all there. */
export type ExampleSite = Writable<Required<SiteInput>>;

/** The example site with one thing changed: for rows and tests that show nothing but that. */
export function exampleSiteWith(change: (site: ExampleSite) => void): SiteInput {
  const site = { waivers: [], ...structuredClone(EXAMPLE_SITE) } as ExampleSite;
  change(site);
  return defineSite(site);
}
