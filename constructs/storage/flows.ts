import type { Flow } from '../model';

/** Port of NFS 4: the only one that it needs. */
const NFS = 2049;

/** What a volume of an NFS server needs. The kubelet mounts it in the network of its node: no policy for pods sees it. */
export function nfsFlow(cluster: string, host: string): Flow {
  return {
    cluster,
    from: { kind: 'nodes' },
    to: { kind: 'host', host },
    ports: [{ name: 'nfs', port: NFS, protocol: 'TCP' }],
    why: 'pods that use the volume would not start, and those that run would hang',
  };
}
