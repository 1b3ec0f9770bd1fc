import { parsed, refused, type Parsed } from './parsed';
import { alternatives, closest, describeCharacter, describeValue, quoted } from './text';

/** Transport protocols that a container or Service port may have. */
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

/** Transport protocol of a port, in Kubernetes' upper-case spelling. */
export type Protocol = (typeof PROTOCOLS)[number];

/** A port that something listens on. */
export interface Port {
  /**
   * Name by which a Service or a monitor refers to the port; see {@link parsePortName}.
   *
   * @default - none
   */
  readonly name?: string;
  /** 1 to 65535. */
  readonly port: number;
  /** Transport protocol. */
  readonly protocol: Protocol;
}

/** Longest port name. Characters. */
export const PORT_NAME_LENGTH = 15;

/** A TCP port. */
export function tcp(port: number, name?: string): Port {
  return name === undefined ? { port, protocol: 'TCP' } : { name, port, protocol: 'TCP' };
}

/** A UDP port. */
export function udp(port: number, name?: string): Port {
  return name === undefined ? { port, protocol: 'UDP' } : { name, port, protocol: 'UDP' };
}

/** Prints a port as operators write it: `443/TCP`. */
export function formatPort({ port, protocol }: Port): string {
  return `${port}/${protocol}`;
}

/**
 * Reads a port number, which the API takes as a number only.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go IsValidPortNum
 */
export function parsePortNumber(value: unknown): Parsed<number> {
  const expected = 'a whole number from 1 to 65535';
  if (typeof value !== 'number') {
    const digits = typeof value === 'string' && /^[1-9][0-9]*$/.test(value);
    const got = typeof value === 'string' ? `the string ${quoted(value)}` : describeValue(value);
    return refused({ got, expected, ...(digits && { fix: `write ${value} without quotes` }) });
  }
  if (value === 0) {
    return refused({ got: '0, which means unset', expected, fix: 'name the port that the process listens on' });
  }
  return Number.isInteger(value) && value >= 1 && value <= 65535
    ? parsed(value)
    : refused({ got: String(value), expected });
}

/** Reads a transport protocol. */
export function parseProtocol(value: unknown): Parsed<Protocol> {
  const match = PROTOCOLS.find((protocol) => protocol === value);
  if (match !== undefined) {
    return parsed(match);
  }
  const near = typeof value === 'string' ? closest(value, PROTOCOLS) : undefined;
  return refused({
    got: typeof value === 'string' ? quoted(value) : describeValue(value),
    expected: alternatives(PROTOCOLS),
    ...(near !== undefined && { fix: `write ${near}` }),
  });
}

/**
 * Reads a port name: at most 15 of `a-z`, `0-9` and `-`, with a letter, no `-` at either end and no two in a row.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6335#section-5.1
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go IsValidPortName
 */
export function parsePortName(value: unknown): Parsed<string> {
  if (typeof value !== 'string' || value === '') {
    return refused({ got: describeValue(value), expected: 'a port name such as "https"' });
  }
  const fault = portNameFault(value);
  if (fault === undefined) {
    return parsed(value);
  }
  const repaired = repairedPortName(value);
  return refused({
    got: `${quoted(value)}${fault.detail}`,
    expected: fault.expected,
    ...(repaired !== undefined && { fix: `write ${quoted(repaired)}` }),
  });
}

function portNameFault(name: string): { readonly detail: string; readonly expected: string } | undefined {
  const bad = Array.from(name).find((character) => !/^[-a-z0-9]$/.test(character));
  if (bad !== undefined) {
    return {
      detail: `, with ${describeCharacter(bad)}`,
      expected: 'only lower-case letters, digits and "-" in a port name',
    };
  }
  if (name.length > PORT_NAME_LENGTH) {
    return { detail: `, ${name.length} characters`, expected: `a port name of at most ${PORT_NAME_LENGTH} characters` };
  }
  if (!/[a-z]/.test(name)) {
    return { detail: ', without a letter', expected: 'a port name with at least one letter' };
  }
  return /^-|--|-$/.test(name)
    ? { detail: '', expected: 'a port name that has no "-" at either end and no two in a row' }
    : undefined;
}

/** Offered only where nothing is lost: a name that is too long is for its owner to shorten. */
function repairedPortName(name: string): string | undefined {
  const repaired = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return portNameFault(repaired) === undefined && repaired !== '' ? repaired : undefined;
}

/** Reads a port of a manifest or of the site; a missing protocol is TCP, as the API defaults it. */
export function parsePort(value: unknown): Parsed<Port> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused({ got: describeValue(value), expected: 'an object with port and, optionally, name and protocol' });
  }
  const { name, port, protocol = 'TCP' } = value as { name?: unknown; port?: unknown; protocol?: unknown };
  const number = parsePortNumber(port);
  const transport = parseProtocol(protocol);
  const label = name === undefined ? parsed(undefined) : parsePortName(name);
  if (!number.ok) {
    return number;
  }
  if (!transport.ok) {
    return transport;
  }
  if (!label.ok) {
    return label;
  }
  const base = { port: number.value, protocol: transport.value };
  return parsed(label.value === undefined ? base : { name: label.value, ...base });
}
