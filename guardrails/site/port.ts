import type { SiteInput, Violation } from '../../constructs/model';
import { parsePort, parsePortNumber, type Port } from '../../constructs/model/port';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Faults of the ports of one Service: each by itself, then what a Service may have once only. */
function portViolations(key: string, ports: readonly Port[]): Violation[] {
  const at = (index: number): string => placed(['hostServices', key, 'ports', index], '').at;
  if (ports.length === 0) {
    return [{ at: placed(['hostServices', key, 'ports'], '').at, got: 'an empty list', expected: 'one port or more' }];
  }
  const own = ports.flatMap((port, index) => faultOf(parsePort)({ at: at(index), value: port }));
  return [...own, ...ports.flatMap((port, index) => clashes(port, ports.slice(0, index), at(index)))];
}

function clashes({ name, port, protocol }: Port, earlier: readonly Port[], at: string): Violation[] {
  if (earlier.some((other) => other.port === port && other.protocol === protocol)) {
    return [{ at, got: `${port}/${protocol} again`, expected: 'each port of a Service once' }];
  }
  return earlier.some((other) => other.name === name)
    ? [{ at, got: name === undefined ? 'no name' : `the name ${name} again`, expected: 'a name of its own' }]
    : [];
}

function hostPorts(site: SiteInput): Violation[] {
  return entriesOf(site.hosts).flatMap(([key, host]) =>
    host.role === 's3' ? faultOf(parsePortNumber)(placed(['hosts', key, 'port'], host.port)) : [],
  );
}

/** Ports that exist, under names that a Service accepts. */
export default defineSiteRule({
  severity: 'error',
  summary: 'ports are whole numbers from 1 to 65535, and those of one Service differ in number and in name',
  why: 'the API refuses the whole Service for one port that it cannot have',
  fix: 'write the port on which the host listens, and a name of its own for each',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
  check: (site) => [
    ...hostPorts(site),
    ...entriesOf(site.hostServices).flatMap(([key, { ports }]) => portViolations(key, ports)),
  ],
  valid: [
    { name: 'one port', site: EXAMPLE_SITE },
    {
      name: 'one number, two protocols',
      site: exampleSiteWith((site) => {
        site.hostServices['pbs']!.ports = [
          { name: 'dns', port: 53, protocol: 'UDP' },
          { name: 'dns-tcp', port: 53, protocol: 'TCP' },
        ];
      }),
    },
  ],
  invalid: [
    {
      name: 'ports that do not exist',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['s3']!, { port: 65_536 });
        site.hostServices['pbs']!.ports = [{ name: 'https', port: 0, protocol: 'TCP' }];
      }),
      findings: [
        { at: 'hosts.s3.port', got: '65536' },
        { at: 'hostServices.pbs.ports[0]', got: '0, which means unset' },
      ],
    },
    {
      name: 'a port twice, and a name twice',
      site: exampleSiteWith((site) => {
        site.hostServices['pbs']!.ports = [
          { name: 'https', port: 8007, protocol: 'TCP' },
          { name: 'api', port: 8007, protocol: 'TCP' },
          { name: 'https', port: 443, protocol: 'TCP' },
        ];
      }),
      findings: [
        { at: 'hostServices.pbs.ports[1]', got: '8007/TCP again' },
        { at: 'hostServices.pbs.ports[2]', got: 'the name https again' },
      ],
    },
    {
      name: 'no port at all',
      site: exampleSiteWith((site) => {
        site.hostServices['pbs']!.ports = [];
      }),
      findings: [{ at: 'hostServices.pbs.ports', got: 'an empty list' }],
    },
  ],
});
