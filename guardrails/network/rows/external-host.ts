import type { Manifest } from '../../../constructs/model';

/** A Service without selector, as it leads to a machine outside the cluster. */
export function serviceRow(ports: readonly object[], spec: object = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'pbs', namespace: 'site-hosts' },
    spec: { type: 'ClusterIP', ports, ...spec },
  };
}

/** The EndpointSlice of that Service. */
export function sliceRow(fields: object = {}, name = 'pbs-ipv4'): Manifest {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name,
      namespace: 'site-hosts',
      labels: { 'kubernetes.io/service-name': 'pbs', 'endpointslice.kubernetes.io/managed-by': 'rackproof' },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['192.0.2.20'], conditions: { ready: true } }],
    ports: [{ name: 'https', port: 8007, protocol: 'TCP' }],
    ...fields,
  };
}
