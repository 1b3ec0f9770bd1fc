import { defineSite, external } from 'rackproof';

export default defineSite({
  name: 'home',
  domain: 'home.example',
  failureDomains: { shelf: { kind: 'rack' } },
  networks: { lan: { cidr: '10.1.0.0/24' } },
  hosts: { pve: { role: 'pve', network: 'lan', address: '10.1.0.2', failureDomains: ['shelf'] } },
  clusters: {
    lab: {
      kubernetes: '1.35',
      network: 'lan',
      controlPlaneAddress: '10.1.0.10',
      podCidr: '10.244.0.0/16',
      serviceCidr: '10.96.0.0/12',
      nodes: {
        one: { role: 'control-plane', host: 'pve', vmId: 100, address: '10.1.0.11' },
        two: { role: 'worker', host: 'pve', vmId: 101, address: '10.1.0.12' },
      },
      gitops: { repoURL: 'https://git.home.example/gitops.git', revision: 'main', path: '.' },
      externals: [
        external({
          kind: 'apiextensions.k8s.io/CustomResourceDefinition',
          name: 'clusters.postgresql.cnpg.io',
          reason: 'installed with the CloudNativePG operator by hand',
        }),
        external({ kind: 'storage.k8s.io/StorageClass', name: 'local', reason: 'part of the distribution' }),
      ],
    },
  },
});
