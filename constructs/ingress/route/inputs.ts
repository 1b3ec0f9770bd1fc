import { parseCidr } from '../../model/cidr';
import { parseDnsSubdomain, parseObjectName } from '../../model/dns-name';
import { parseIp } from '../../model/ip';
import { parsed, refused, type Parsed } from '../../model/parsed';
import { parsePortName, parsePortNumber } from '../../model/port';
import { parseQuantity, toBytes } from '../../model/quantity';
import { describeValue, quoted } from '../../model/text';
import type { RouteService } from './route-props';

/** Reads the name that clients ask for: one name of DNS, without a wildcard, a port or a scheme. */
export function parseHost(value: unknown): Parsed<string> {
  const expected = 'a name of DNS, in lower case and without a port: "grafana.example.internal"';
  if (typeof value === 'string' && value.includes('://')) {
    return refused({ got: quoted(value), expected, fix: 'leave out the scheme and what follows the name' });
  }
  if (parseIp(value).ok) {
    return refused({ got: `${quoted(String(value))}, an address`, expected, fix: 'give the address a name in DNS' });
  }
  return parseDnsSubdomain(value);
}

/** Reads the name that a listener of a Gateway answers to: {@link parseHost}, or all names below a domain, `*.example.internal`. */
export function parseListenerHost(value: unknown): Parsed<string> {
  if (typeof value !== 'string' || !value.startsWith('*.')) {
    return parseHost(value);
  }
  const domain = parseHost(value.slice(2));
  return domain.ok ? parsed(value) : domain;
}

/** Characters that a path has without an escape, in the Ingress API, in the Gateway API, and between back-quotes of a rule. */
const PATH_CHARACTERS = /^\/[-A-Za-z0-9/._~!$&'()*+,;=:@]*$/;

/** Longest path of an HTTPRoute. Characters. */
const PATH_LENGTH = 1024;

/**
 * Reads the path at or below which a route answers, in the one spelling that all forms understand alike.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/networking/validation/validation.go
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch
 */
export function parsePath(value: unknown): Parsed<string> {
  if (typeof value !== 'string' || value === '') {
    return refused({ got: describeValue(value), expected: 'a path that starts with "/"' });
  }
  const fault = pathFault(value);
  if (fault === undefined) {
    return parsed(value);
  }
  const plain = plainPath(value);
  return refused({
    got: quoted(value),
    expected: fault,
    ...(pathFault(plain) === undefined && { fix: `write "${plain}"` }),
  });
}

/** What a path should have been, if it is not. */
function pathFault(path: string): string | undefined {
  if (!path.startsWith('/')) {
    return 'a path that starts with "/"';
  }
  if (path.length > PATH_LENGTH || !PATH_CHARACTERS.test(path)) {
    return `at most ${PATH_LENGTH} characters: letters, digits, and -._~!$&'()*+,;=:@ between slashes`;
  }
  return path !== '/' && path.slice(1).split('/').some(isNoName)
    ? 'steps with names, and no "/" at the end: a route answers below its path anyway'
    : undefined;
}

/** The same without steps that have no name; it may still have characters that no path has. */
function plainPath(path: string): string {
  const steps = path.split('/').filter((step) => !isNoName(step));
  return `/${steps.join('/')}`;
}

function isNoName(step: string): boolean {
  return step === '' || step === '.' || step === '..';
}

/** Reads the name of the Service that a route leads to. */
export function parseServiceName({ name }: RouteService): Parsed<string> {
  return parseObjectName('', 'Service', name);
}

/** Reads the port of the Service. An HTTPRoute names none: there it is a number. */
export function parseServicePort({ port }: RouteService, numberOnly: boolean): Parsed<number | string> {
  if (typeof port !== 'string') {
    return parsePortNumber(port);
  }
  return numberOnly
    ? refused({ got: quoted(port), expected: 'the number of the port: an HTTPRoute does not take its name' })
    : parsePortName(port);
}

/** Reads a size of a request's body as bytes. */
export function parseBodyLimit(value: unknown): Parsed<number> {
  const outcome = parseQuantity(value);
  if (!outcome.ok) {
    return outcome;
  }
  const bytes = toBytes(outcome.value);
  // Traefik reads 0 as no limit at all.
  return bytes >= 1n && bytes <= BigInt(Number.MAX_SAFE_INTEGER) && outcome.value.nano % 1_000_000_000n === 0n
    ? parsed(Number(bytes))
    : refused({ got: quoted(String(value)), expected: 'a whole number of bytes above 0, such as "16Mi"' });
}

/** Reads a block of addresses of clients. */
export function parseAllowed(value: unknown): Parsed<string> {
  const outcome = parseCidr(value);
  return outcome.ok ? parsed(outcome.value.text) : outcome;
}

/** Reads the address of a service that decides who may pass. What it got is not repeated: an address may hold a password. */
export function parseAuthAddress(value: unknown): Parsed<string> {
  const expected = 'an address such as "http://auth.example.svc:9091/verify", without a user or password';
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined) {
    return refused({ got: describeValue(value), expected });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refused({ got: `an address that starts with ${quoted(url.protocol)}`, expected });
  }
  if (url.username !== '' || url.password !== '') {
    return refused({ got: 'an address with a user or password in it', expected });
  }
  // Traefik adds nothing to it, and reads it more strictly: no host in "http:auth", and a blank is none of it.
  return /^https?:\/\/[^/?#\s][^?#\s]*$/i.test(String(value))
    ? parsed(String(value))
    : refused({ got: 'an address without a host, or with blanks, a query or a fragment', expected });
}
