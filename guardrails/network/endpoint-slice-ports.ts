import type { EndpointSlice } from '../../imports/discovery.k8s.io/v1';
import type { Violation } from '../../constructs/model';
import { fieldsAt, recordOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { serviceRow, sliceRow } from './rows/external-host';

const HTTPS = { name: 'https', port: 8007, protocol: 'TCP', targetPort: 8007 };

/** Service and EndpointSlice meet by label, and their ports by name. */
export default defineGuardrail<EndpointSlice>({
  kind: 'discovery.k8s.io/EndpointSlice',
  severity: 'error',
  summary:
    'an EndpointSlice belongs to a Service without selector, and has a port for each of its ports, of the same name',
  why: 'kube-proxy joins the two by label and port name: where they differ, the Service has an address and nobody behind it',
  fix: 'use ExternalHost, which renders both from one list of ports',
  waive: 'when a controller reads the EndpointSlice itself, without a Service',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors',
  check: (slice, index) => judge(slice, index),
  valid: [
    { name: 'the same name on both sides', objects: [sliceRow(), serviceRow([HTTPS])] },
    {
      name: 'one port without a name, on both sides',
      objects: [sliceRow({ ports: [{ port: 8007, protocol: 'TCP' }] }), serviceRow([{ port: 443, protocol: 'TCP' }])],
    },
  ],
  invalid: [
    {
      name: 'another name for the port',
      objects: [sliceRow({ ports: [{ name: 'web', port: 8007 }] }), serviceRow([HTTPS])],
      findings: [{ at: 'ports', got: 'web, while the Service pbs has https' }],
    },
    {
      name: 'another protocol',
      objects: [sliceRow({ ports: [{ name: 'https', port: 8007, protocol: 'UDP' }] }), serviceRow([HTTPS])],
      findings: [{ at: 'ports', got: 'https/UDP, while the Service pbs has https' }],
    },
    {
      name: 'a Service with a selector: its own EndpointSlices stand beside this one',
      objects: [sliceRow(), serviceRow([HTTPS], { selector: { app: 'pbs' } })],
      findings: [{ at: 'metadata.labels["kubernetes.io/service-name"]', got: 'pbs, a Service with a selector' }],
    },
    {
      name: 'no label',
      objects: [sliceRow({ metadata: { name: 'pbs-ipv4', namespace: 'site-hosts' } }), serviceRow([HTTPS])],
      findings: [{ at: 'metadata.labels["kubernetes.io/service-name"]', got: 'nothing' }],
    },
  ],
});

const AT = 'metadata.labels["kubernetes.io/service-name"]';

function judge({ metadata, ports = [] }: EndpointSlice, index: ObjectIndex): Violation[] {
  const name = metadata.labels?.['kubernetes.io/service-name'];
  if (name === undefined) {
    return [{ at: AT, got: 'nothing', expected: 'the name of the Service' }];
  }
  // A Service that is nowhere is for structure/reference to tell.
  const service = index.find('Service', name, metadata.namespace)?.manifest;
  if (service === undefined) {
    return [];
  }
  if (Object.keys(recordOf(recordOf(service['spec'])['selector'])).length > 0) {
    return [{ at: AT, got: `${name}, a Service with a selector`, expected: 'a Service without one' }];
  }
  const [own, wanted] = [ports, fieldsAt(service, 'spec.ports[]').map(({ value }) => recordOf(value))].map(
    (list) => list.map(portLabel).sort().join(', ') || 'none',
  );
  const got = `${own ?? ''}, while the Service ${name} has ${wanted ?? ''}`;
  return own === wanted ? [] : [{ at: 'ports', got, expected: 'the same names and protocols on both sides' }];
}

/** Name and protocol; TCP goes without saying. */
function portLabel(port: { readonly name?: unknown; readonly protocol?: unknown }): string {
  const { name, protocol = 'TCP' } = port;
  const label = typeof name === 'string' && name !== '' ? name : 'a port without a name';
  return protocol === 'TCP' ? label : `${label}/${String(protocol)}`;
}
