import type { Manifest, Violation } from '../../constructs/model';
import { parseDnsLabel } from '../../constructs/model/dns-name';
import { parsePortName, parsePortNumber } from '../../constructs/model/port';
import { fieldsAt, listOf, recordOf, shown, type Field } from './fields';
import { kindOf } from './kind';
import { CONTAINER_LISTS, podFields } from './pods';
import { refusal } from './refusal';

/**
 * What a field holds: a number, a number where 0 means unset and is accepted, a name of at most 15 characters, a number
 * or such a name, or a label as the ports of a Service have.
 */
type PortForm = 'number' | 'optional' | 'name' | 'either' | 'label';

/** Ports of kinds other than pods, by path. */
export const PORT_FIELDS: ReadonlyMap<string, readonly (readonly [string, PortForm])[]> = new Map([
  [
    'Service',
    [
      ['spec.ports[].port', 'number'],
      ['spec.ports[].nodePort', 'optional'],
      ['spec.ports[].targetPort', 'either'],
      ['spec.ports[].name', 'label'],
    ],
  ],
  [
    'discovery.k8s.io/EndpointSlice',
    [
      ['ports[].port', 'number'],
      ['ports[].name', 'label'],
    ],
  ],
  [
    'networking.k8s.io/NetworkPolicy',
    ['ingress', 'egress'].flatMap((side) => [
      [`spec.${side}[].ports[].port`, 'either'] as const,
      [`spec.${side}[].ports[].endPort`, 'number'] as const,
    ]),
  ],
  [
    'networking.k8s.io/Ingress',
    ['spec.defaultBackend', 'spec.rules[].http.paths[].backend'].flatMap((backend) => [
      [`${backend}.service.port.number`, 'number'] as const,
      [`${backend}.service.port.name`, 'label'] as const,
    ]),
  ],
  ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', [['webhooks[].clientConfig.service.port', 'number']]],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', [['webhooks[].clientConfig.service.port', 'number']]],
  ['apiregistration.k8s.io/APIService', [['spec.service.port', 'number']]],
  ['gateway.networking.k8s.io/Gateway', [['spec.listeners[].port', 'number']]],
  ['gateway.networking.k8s.io/HTTPRoute', [['spec.rules[].backendRefs[].port', 'number']]],
  ['projectcalico.org/GlobalNetworkPolicy', calicoPorts()],
  ['projectcalico.org/NetworkPolicy', calicoPorts()],
]);

function calicoPorts(): readonly (readonly [string, PortForm])[] {
  return ['ingress', 'egress'].flatMap((side) =>
    ['source', 'destination'].flatMap((end) =>
      ['ports[]', 'notPorts[]'].map((list) => [`spec.${side}[].${end}.${list}`, 'either'] as const),
    ),
  );
}

/** Everything that is wrong with the ports of an object. */
export function portViolations(manifest: Manifest): readonly Violation[] {
  return [
    ...podPorts(manifest),
    ...(PORT_FIELDS.get(kindOf(manifest)) ?? []).flatMap(([path, form]) =>
      fieldsAt(manifest, path).flatMap(({ at, value }) => judge(at, value, form)),
    ),
    ...servicePortNames(manifest),
    ...ranges(manifest),
  ];
}

/** `first:last`, as Calico writes a range. */
const RANGE = /^(\d+):(\d+)$/;

function judge(at: string, value: unknown, form: PortForm): Violation[] {
  if (form === 'label') {
    // An empty name is no name: what must have one is judged elsewhere.
    return value === '' ? [] : refusal(at, parseDnsLabel(value));
  }
  if (form === 'optional') {
    return value === 0 ? [] : refusal(at, parsePortNumber(value));
  }
  if (typeof value === 'string' && form !== 'number') {
    const [, first, last] = RANGE.exec(value) ?? [];
    return first === undefined
      ? refusal(at, parsePortName(value))
      : [...refusal(at, parsePortNumber(Number(first))), ...refusal(at, parsePortNumber(Number(last)))];
  }
  return refusal(at, form === 'name' ? parsePortName(value) : parsePortNumber(value));
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];

const PROBE_PORTS: readonly string[] = PROBES.flatMap((probe) =>
  ['httpGet.port', 'tcpSocket.port', 'grpc.port'].map((field) => `${probe}.${field}`),
);

/** Ports of a container, by path. */
const CONTAINER_PORTS: readonly (readonly [string, PortForm])[] = [
  ['ports[].containerPort', 'number'],
  ['ports[].hostPort', 'optional'],
  ['ports[].name', 'name'],
];

function podPorts(manifest: Manifest): Violation[] {
  return CONTAINER_LISTS.flatMap((list) => podFields(manifest, `spec.${list}[]`)).flatMap(containerPorts);
}

function containerPorts({ at, value: container }: Field): Violation[] {
  return [
    ...CONTAINER_PORTS.flatMap(([path, form]) =>
      fieldsAt(container, path).flatMap((field) => judge(`${at}.${field.at}`, field.value, form)),
    ),
    ...PROBE_PORTS.flatMap((path) => probePort(container, at, path)),
  ];
}

/** The kubelet asks the container itself: a name must be one of its ports. */
function probePort(container: unknown, at: string, path: string): Violation[] {
  return fieldsAt(container, path).flatMap(({ at: inside, value }) => {
    const refused = judge(`${at}.${inside}`, value, 'either');
    return refused.length > 0 || typeof value !== 'string' || hasPort(container, value)
      ? refused
      : [{ at: `${at}.${inside}`, got: value, expected: 'the name of a port of this container' }];
  });
}

function hasPort(container: unknown, name: string): boolean {
  return listOf(recordOf(container)['ports']).some((port) => recordOf(port)['name'] === name);
}

/** With several ports each needs a name of its own. */
function servicePortNames(manifest: Manifest): Violation[] {
  const ports = kindOf(manifest) === 'Service' ? fieldsAt(manifest, 'spec.ports[]') : [];
  const seen = new Set<unknown>();
  return ports.flatMap(({ at, value }) => {
    const { name } = recordOf(value);
    const again = seen.has(name);
    seen.add(name);
    if (ports.length < 2) {
      return [];
    }
    if (name === undefined || name === '') {
      return [{ at: `${at}.name`, got: 'nothing', expected: 'a name: the Service has several ports' }];
    }
    const got = `${shown(name)}, a second time`;
    return again ? [{ at: `${at}.name`, got, expected: 'a name that no other port of the Service has' }] : [];
  });
}

function ranges(manifest: Manifest): Violation[] {
  if (kindOf(manifest) !== 'networking.k8s.io/NetworkPolicy') {
    return [];
  }
  return ['ingress', 'egress'].flatMap((side) =>
    fieldsAt(manifest, `spec.${side}[].ports[].endPort`).flatMap(({ at, value, holder: { port } }) =>
      typeof value === 'number' && typeof port === 'number' && value >= port
        ? []
        : [
            {
              at,
              got: shown(value),
              expected: `a number that is not below port, which is ${port === undefined ? 'missing' : shown(port)}`,
            },
          ],
    ),
  );
}
