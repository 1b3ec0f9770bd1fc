import type { EndpointSlice } from '../../imports/discovery.k8s.io/v1';
import type { Violation } from '../../constructs/model';
import { fieldsAt, recordOf, textOf } from '../engine/fields';
import { inNamespace, type Filing } from '../engine/filing';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { serviceRow, sliceRow } from './rows/external-host';

const METRICS = { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 9090 };
const HTTPS = { name: 'https', port: 8007, protocol: 'TCP', targetPort: 8007 };

const LABELLED = { name: 'pbs-other', labels: { 'kubernetes.io/service-name': 'pbs' } };

/** Service and EndpointSlice meet by label, and their ports by name. */
export default defineGuardrail<EndpointSlice>({
  kind: 'discovery.k8s.io/EndpointSlice',
  severity: 'error',
  summary:
    'an EndpointSlice belongs to a Service without selector and has only ports of it, by name; its slices together have all',
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
    {
      name: 'two slices that share the ports of the Service: one machine serves the interface, another the metrics',
      objects: [
        sliceRow(),
        sliceRow(
          { endpoints: [{ addresses: ['192.0.2.21'] }], ports: [{ name: 'metrics', port: 9090 }] },
          'pbs-metrics',
        ),
        serviceRow([HTTPS, METRICS]),
      ],
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
      name: 'two slices, and a port that neither has',
      objects: [sliceRow(), sliceRow({ endpoints: [] }, 'pbs-more'), serviceRow([HTTPS, METRICS])],
      findings: [{ at: 'ports', got: 'https, while the Service pbs has https, metrics' }],
    },
    {
      name: 'a slice with a port that is not the Service’s, beside one with all that are',
      objects: [sliceRow(), sliceRow({ ports: [{ name: 'web', port: 80 }] }, 'pbs-web'), serviceRow([HTTPS])],
      findings: [{ at: 'ports', got: 'web, while the Service pbs has https' }],
    },
    {
      name: 'the port that is missing is in a slice of another namespace',
      objects: [
        sliceRow(),
        sliceRow({ metadata: { ...LABELLED, namespace: 'other' }, ports: [METRICS] }, 'pbs-other'),
        serviceRow([HTTPS, METRICS]),
      ],
      findings: [{ at: 'ports', got: 'https, while the Service pbs has https, metrics' }],
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

function judge(slice: EndpointSlice, index: ObjectIndex): Violation[] {
  const name = serviceOf(slice);
  if (name === undefined) {
    return [{ at: AT, got: 'nothing', expected: 'the name of the Service' }];
  }
  // A Service that is nowhere is for structure/reference to tell.
  const service = index.find('Service', name, slice.metadata.namespace)?.manifest;
  if (service === undefined) {
    return [];
  }
  if (Object.keys(recordOf(recordOf(service['spec'])['selector'])).length > 0) {
    return [{ at: AT, got: `${name}, a Service with a selector`, expected: 'a Service without one' }];
  }
  const wanted = labelsOf(fieldsAt(service, 'spec.ports[]').map(({ value }) => recordOf(value)));
  const own = labelsOf(slice.ports);
  const got = `${listedLabels(own)}, while the Service ${name} has ${listedLabels(wanted)}`;
  if (!isPart(own, wanted)) {
    return [{ at: 'ports', got, expected: 'names and protocols of ports that the Service has' }];
  }
  return isPart(wanted, own) || !lacksPort(slice, wanted, index)
    ? []
    : [{ at: 'ports', got, expected: 'each port of the Service in one of its slices, by name and protocol' }];
}

function serviceOf({ metadata }: EndpointSlice): string | undefined {
  return metadata.labels?.['kubernetes.io/service-name'];
}

/** Whether the slices of the Service lack a port together; the first that has only right ones tells it for all. */
function lacksPort(slice: EndpointSlice, wanted: ReadonlySet<string>, index: ObjectIndex): boolean {
  const slices = index
    .filed(BY_SERVICE, inNamespace(slice.metadata.namespace, serviceOf(slice) ?? ''))
    .map(({ manifest }) => manifest as unknown as EndpointSlice);
  const first = slices.find(({ ports }) => isPart(labelsOf(ports), wanted));
  return (
    first?.metadata.name === slice.metadata.name &&
    !isPart(wanted, new Set(slices.flatMap(({ ports }) => [...labelsOf(ports)])))
  );
}

const BY_SERVICE: Filing = {
  kind: 'discovery.k8s.io/EndpointSlice',
  keysOf({ manifest }) {
    const service = textOf(recordOf(manifest.metadata.labels)['kubernetes.io/service-name']);
    return service === undefined ? [] : [inNamespace(manifest.metadata.namespace, service)];
  },
};

function isPart(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((label) => whole.has(label));
}

interface Port {
  readonly name?: unknown;
  readonly protocol?: unknown;
}

function labelsOf(ports: readonly Port[] = []): ReadonlySet<string> {
  return new Set(ports.map(portLabel));
}

function listedLabels(labels: ReadonlySet<string>): string {
  return [...labels].sort().join(', ') || 'none';
}

/** Name and protocol; TCP goes without saying. */
function portLabel({ name, protocol = 'TCP' }: Port): string {
  const label = typeof name === 'string' && name !== '' ? name : 'a port without a name';
  return protocol === 'TCP' ? label : `${label}/${String(protocol)}`;
}
