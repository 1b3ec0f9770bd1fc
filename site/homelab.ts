import { defineSite, sealedSecret } from '../constructs/model';
import grafanaAdmin from './secrets/grafana-admin.json';
import pgadminAuth from './secrets/pgadmin-auth.json';
import pgadminLogin from './secrets/pgadmin-login.json';
import pgMainS3 from './secrets/pg-main-s3.json';

/**
 * The reference site: four Proxmox VE nodes in two racks on two power circuits, a backup server on a machine of its own and
 * another one in another building, an S3 server, a NAS, and one Kubernetes cluster of virtual machines.
 *
 * This file is all that a user edits. Names that refer to something (a rack, a network, a host, a cluster) are checked while
 * you type; everything else is checked by `npm run synth` before a byte is written.
 */
export default defineSite({
  name: 'homelab',
  // Hosts are <key>.<domain> in DNS. `.example` is reserved for documentation: put your own domain here.
  domain: 'home.example',

  // What fails as a whole. The replicas of a database are spread by this list, so write down what really fails together, also
  // the fuse box. A backup is worth something only in a domain that its original does not stand in: nothing checks that yet.
  failureDomains: {
    'rack-a': { kind: 'rack', description: 'basement, left' },
    'rack-b': { kind: 'rack', description: 'basement, right' },
    shelf: { kind: 'rack', description: 'shelf in the study, one floor above the basement' },
    'circuit-1': { kind: 'circuit', description: 'fuse 1, behind the UPS' },
    'circuit-2': { kind: 'circuit', description: 'fuse 2' },
    home: { kind: 'building' },
    parents: { kind: 'building', description: 'another house in another street' },
  },

  networks: {
    servers: { cidr: '10.20.0.0/24', gateway: '10.20.0.1', vlan: 20 },
    // Reached through a site-to-site VPN; the gateway is the router over there.
    offsite: { cidr: '10.90.0.0/24', gateway: '10.90.0.1' },
  },

  hosts: {
    pve1: { role: 'pve', network: 'servers', address: '10.20.0.11', failureDomains: ['rack-a', 'circuit-1', 'home'] },
    pve2: { role: 'pve', network: 'servers', address: '10.20.0.12', failureDomains: ['rack-a', 'circuit-2', 'home'] },
    pve3: { role: 'pve', network: 'servers', address: '10.20.0.13', failureDomains: ['rack-b', 'circuit-1', 'home'] },
    // The node with the Tesla P40.
    pve4: { role: 'pve', network: 'servers', address: '10.20.0.14', failureDomains: ['rack-b', 'circuit-2', 'home'] },

    // Not a virtual machine on the nodes that it backs up, and in neither of their racks.
    pbs: {
      role: 'pbs',
      network: 'servers',
      address: '10.20.0.20',
      failureDomains: ['shelf', 'circuit-2', 'home'],
      // On the machine: proxmox-backup-manager cert info | grep Fingerprint
      fingerprint: '3c:1f:0a:92:5e:7d:b4:61:c8:0f:e3:27:96:4a:d1:58:7b:02:ef:39:a5:6c:14:80:f7:2e:9d:43:b6:51:08:ca',
      datastores: { 'main-store': { path: '/mnt/datastore/main-store' } },
    },
    // Fire and theft take a building: this one pulls the backups of `pbs` into another.
    'pbs-offsite': {
      role: 'pbs',
      network: 'offsite',
      address: '10.90.0.20',
      failureDomains: ['parents'],
      fingerprint: 'd4:70:8b:25:19:fe:63:ac:02:97:5d:e8:4f:31:b6:0c:8a:f5:12:c9:7e:46:da:03:95:6b:28:e1:5f:bc:74:90',
      datastores: { offsite: { path: '/mnt/datastore/offsite' } },
    },

    // Outside every cluster: a cluster that keeps its backups in itself loses both together.
    s3: {
      role: 's3',
      network: 'servers',
      address: '10.20.0.21',
      failureDomains: ['shelf', 'circuit-2', 'home'],
      flavour: 'minio',
      port: 9000,
      build: 'pgsty/silo RELEASE.2026-06-18T00-00-00Z',
      reason:
        'versioned buckets with object lock, which Garage lacks and SeaweedFS and RustFS have not been shown to have here; ' +
        'MinIO Inc. archived its community edition in 2026, so the binaries are those of the fork that still mends it',
    },

    nas: { role: 'nas', network: 'servers', address: '10.20.0.22', failureDomains: ['shelf', 'circuit-1', 'home'] },
  },

  clusters: {
    home: {
      kubernetes: '1.35',
      network: 'servers',
      // kube-vip moves this address between the control-plane nodes.
      controlPlaneAddress: '10.20.0.100',
      podCidr: '10.244.0.0/16',
      serviceCidr: '10.96.0.0/12',
      nodes: {
        // Three members of etcd survive the loss of one. Two racks cannot do better: one of them always holds two members.
        cp1: { role: 'control-plane', host: 'pve1', vmId: 101, address: '10.20.0.101' },
        cp2: { role: 'control-plane', host: 'pve2', vmId: 102, address: '10.20.0.102' },
        cp3: { role: 'control-plane', host: 'pve3', vmId: 103, address: '10.20.0.103' },
        worker1: { role: 'worker', host: 'pve1', vmId: 111, address: '10.20.0.111' },
        worker2: { role: 'worker', host: 'pve3', vmId: 112, address: '10.20.0.112' },
        worker3: { role: 'worker', host: 'pve4', vmId: 113, address: '10.20.0.113' },
      },
      // The label by which Kubernetes knows the rack of a node: replicas are spread over its values.
      topologyLabels: { rack: 'topology.kubernetes.io/zone' },
      gitops: {
        repoURL: 'https://git.home.example/homelab/site.git',
        revision: 'main',
        path: 'dist',
        // Argo CD leaves these out unless resource.exclusions in argocd-cm is changed; `hostServices` below needs them.
        includedKinds: ['discovery.k8s.io/EndpointSlice'],
      },
      platform: {
        'argo-cd': { host: 'argocd.home.example' },
        'cert-manager': {},
        'cloudnative-pg': {},
        'external-snapshotter': {},
        'kube-vip': { interface: 'eth0' },
        longhorn: {},
        metallb: { addresses: ['10.20.0.200-10.20.0.220'] },
        // kubeadm's kubelets sign their own certificates.
        'metrics-server': { kubeletInsecureTLS: true },
        'plugin-barman-cloud': {},
        'prometheus-operator': {
          prometheus: { size: '50Gi', storageClass: 'longhorn' },
          alertmanager: { size: '1Gi', storageClass: 'longhorn' },
          retention: '30d',
          grafanaHost: 'grafana.home.example',
        },
        'sealed-secrets': {
          // On the cluster: kubeseal --fetch-cert. This one's key is published with this repository: it protects nothing.
          certificates: [
            '29:36:DA:76:B9:AF:14:90:26:E7:87:4D:D5:8E:89:36:1D:91:EE:31:3A:F4:A5:96:ED:AF:D5:EE:9A:15:06:55',
          ],
        },
        traefik: { address: '10.20.0.200' },
      },
    },
  },

  pve: {
    // Any node answers for the whole Proxmox cluster.
    api: 'pve1',
    backups: {
      'pbs-main': {
        pbs: 'pbs',
        datastore: 'main-store',
        tokenId: 'backup@pbs!pve',
        schedule: '02:00',
        // Also the guests of tomorrow: a list of ids forgets them.
        selection: { all: true },
      },
    },
  },

  databases: {
    'pg-main': {
      cluster: 'home',
      namespace: 'databases',
      version: '18.6',
      cpu: '1',
      memory: '2Gi',
      storage: { size: '20Gi', storageClass: 'longhorn-database' },
      walStorage: { size: '5Gi', storageClass: 'longhorn-database' },
      // Outside the cluster. Whoever may write to this bucket may overwrite backups: it is not the only copy to have.
      backup: {
        s3: 's3',
        bucket: 'pg-main',
        credentialsSecret: 'pg-main-s3',
        schedule: '0 0 3 * * *',
        retention: '30d',
      },
      poolers: { pool: { type: 'rw', cpu: '100m', memory: '64Mi' } },
    },
  },

  pgAdmins: {
    pgadmin: {
      cluster: 'home',
      namespace: 'pgadmin',
      host: 'pgadmin.home.example',
      email: 'admin@home.example',
      loginSecret: 'pgadmin-login',
      authSecret: 'pgadmin-auth',
      databases: ['pg-main'],
    },
  },

  // Sealed by `rackproof seal` for the cluster's certificate; only its controller opens them.
  secrets: {
    'grafana-admin': sealedSecret(grafanaAdmin),
    'pg-main-s3': sealedSecret(pgMainS3),
    'pgadmin-auth': sealedSecret(pgadminAuth),
    'pgadmin-login': sealedSecret(pgadminLogin),
  },

  // Directories of the NAS under a name inside the cluster.
  nfsVolumes: {
    documents: { cluster: 'home', namespace: 'documents', host: 'nas', path: '/export/documents', capacity: '500Gi' },
  },

  // Machines outside the cluster under a name inside it, so that pods need no address of theirs.
  hostServices: {
    pbs: {
      cluster: 'home',
      namespace: 'site-hosts',
      host: 'pbs',
      ports: [{ name: 'https', port: 8007, protocol: 'TCP' }],
    },
  },
});
