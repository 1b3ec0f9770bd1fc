import { endpointAddress } from '../../constructs/network/derived';
import type { EndpointSlice } from '../../imports/discovery.k8s.io/v1';
import type { Violation } from '../../constructs/model';
import { defineGuardrail } from '../rule';
import { sliceRow } from './rows/external-host';

const withAddresses = (...addresses: readonly string[]) => sliceRow({ endpoints: [{ addresses }] });

/** Endpoints that are written by hand are checked by nobody until traffic is lost. */
export default defineGuardrail<EndpointSlice>({
  kind: 'discovery.k8s.io/EndpointSlice',
  severity: 'error',
  summary: 'an EndpointSlice holds addresses of machines, of the one family that it names',
  why: 'the API server refuses loopback and link-local addresses and host names, and traffic to the address of a Service is dropped by every node',
  fix: 'write the address of the machine; for a name in DNS use a Service of type ExternalName',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors',
  check({ addressType, endpoints }, { site, subject }) {
    const cluster = subject.plane === 'kubernetes' ? site.clusters.get(subject.cluster) : undefined;
    return endpoints.flatMap(({ addresses }, endpoint) =>
      addresses.flatMap((address, position): Violation[] => {
        const at = `endpoints[${endpoint}].addresses[${position}]`;
        const family = endpointAddress(address, cluster?.serviceCidr);
        if (!family.ok) {
          return [{ at, ...family.fault }];
        }
        return family.value === addressType ? [] : [{ at, got: `${address}, ${family.value}`, expected: addressType }];
      }),
    );
  },
  valid: [
    { name: 'a machine of the network', objects: [sliceRow()] },
    { name: 'two machines', objects: [withAddresses('192.0.2.20', '192.0.2.21')] },
  ],
  invalid: [
    {
      name: 'a loopback and a link-local address',
      objects: [withAddresses('127.0.0.1', '169.254.10.1')],
      findings: [
        { at: 'endpoints[0].addresses[0]', got: '127.0.0.1, a loopback address' },
        { at: 'endpoints[0].addresses[1]', got: '169.254.10.1, a link-local address' },
      ],
    },
    {
      name: 'the address of a Service',
      objects: [withAddresses('10.96.0.10')],
      findings: [{ at: 'endpoints[0].addresses[0]', got: '10.96.0.10, in the Service range 10.96.0.0/12' }],
    },
    {
      name: 'a host name, also where the type allows one: kube-proxy ignores it',
      objects: [withAddresses('pbs.home.example'), sliceRow({ addressType: 'FQDN' }, 'pbs-fqdn')],
      findings: [
        { at: 'endpoints[0].addresses[0]', got: '"pbs.home.example"' },
        { at: 'endpoints[0].addresses[0]', got: '192.0.2.20, IPv4' },
      ],
    },
    {
      name: 'an octet that some programs read as octal',
      objects: [withAddresses('192.0.2.020')],
      findings: [{ at: 'endpoints[0].addresses[0]' }],
    },
  ],
});
