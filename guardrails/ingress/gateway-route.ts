import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, isRecord, listOf, recordOf, textOf, type Field } from '../engine/fields';
import { selects } from '../engine/label-selector';
import type { ObjectIndex } from '../engine/object-index';
import { GATEWAY, HTTP_ROUTE, textsOf } from '../engine/routes';
import { defineGuardrail } from '../rule';
import { INVALID, VALID } from './rows/gateway-routes';

/** A route that no listener takes is stored like any other one. */
export default defineGuardrail<Manifest>({
  kind: HTTP_ROUTE,
  severity: 'error',
  summary:
    'the Gateway that an HTTPRoute names has a listener of that name, for its hosts, and takes routes of its namespace',
  why: 'a route that no listener takes is attached to nothing: its hosts answer 404, and only the status of the route says why',
  fix: 'name a listener of the Gateway (TraefikGateway.listenerOf does), or let it take routes of the namespace',
  waive: 'when something changes the Gateway at run time',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference',
  check: judge,
  valid: VALID,
  invalid: INVALID,
});

type Listener = Readonly<Record<string, unknown>>;

/** What one reference to a Gateway of the output comes to. */
interface Attachment {
  readonly violations: readonly Violation[];
  /** Listeners that take the route, whatever its hosts are. */
  readonly listeners: readonly Listener[];
}

function judge(route: Manifest, index: ObjectIndex): readonly Violation[] {
  const parents = fieldsAt(route, 'spec.parentRefs[]');
  const attached = parents.flatMap((parent) => attachment(parent, route, index) ?? []);
  const violations = attached.flatMap((one) => one.violations);
  // A Gateway that is not in the output may take any host.
  return violations.length > 0 || attached.length < parents.length ? violations : foreignHosts(route, attached);
}

function attachment({ at, value }: Field, route: Manifest, index: ObjectIndex): Attachment | undefined {
  const parent = recordOf(value);
  const gateway = gatewayOf(parent, route, index);
  if (gateway === undefined) {
    return undefined;
  }
  const all = listOf(recordOf(gateway['spec'])['listeners']).map(recordOf);
  const named = all.filter((listener) => isNamed(listener, parent));
  if (named.length === 0) {
    const field = parent['sectionName'] === undefined ? 'port' : 'sectionName';
    const names = all.map(({ name }) => String(name)).join(', ');
    const expected = `a listener of ${placeOf(gateway)}: ${names || 'it has none'}`;
    return refused({ at: `${at}.${field}`, got: String(parent[field]), expected });
  }
  const open = named.filter((listener) => isOpenTo(listener, { gateway, route, index }));
  if (open.length === 0) {
    const expected = `a listener that takes routes of ${route.metadata.namespace ?? 'default'}`;
    return refused({ at, got: `${placeOf(gateway)}, which takes none of this namespace`, expected });
  }
  return { violations: [], listeners: open };
}

function refused(violation: Violation): Attachment {
  return { violations: [violation], listeners: [] };
}

function gatewayOf(parent: Listener, { metadata }: Manifest, index: ObjectIndex): Manifest | undefined {
  const { group = 'gateway.networking.k8s.io', kind = 'Gateway' } = parent;
  const namespace = textOf(parent['namespace']) ?? metadata.namespace;
  return `${String(group)}/${String(kind)}` === GATEWAY
    ? index.find(GATEWAY, textOf(parent['name']) ?? '', namespace)?.manifest
    : undefined;
}

function placeOf({ metadata: { namespace = 'default', name } }: Manifest): string {
  return `${namespace}/${name}`;
}

function isNamed(listener: Listener, { sectionName, port }: Listener): boolean {
  return (
    (sectionName === undefined || sectionName === listener['name']) && (port === undefined || port === listener['port'])
  );
}

interface Place {
  readonly gateway: Manifest;
  readonly route: Manifest;
  readonly index: ObjectIndex;
}

/** A listener that says nothing takes routes of its own namespace. */
function isOpenTo(listener: Listener, { gateway, route, index }: Place): boolean {
  const { from = 'Same', selector } = recordOf(recordOf(listener['allowedRoutes'])['namespaces']);
  const { namespace = 'default' } = route.metadata;
  if (from === 'Selector') {
    const found = index.find('Namespace', namespace)?.manifest;
    // Labels of a namespace that is made elsewhere are not known; every namespace has its name for one.
    const labels = { ...found?.metadata.labels, 'kubernetes.io/metadata.name': namespace };
    return found === undefined || !isRecord(selector) || selects(selector, labels);
  }
  return from !== 'Same' || namespace === (gateway.metadata.namespace ?? 'default');
}

/** Hosts that none of the listeners has. */
function foreignHosts(route: Manifest, attached: readonly Attachment[]): readonly Violation[] {
  const listeners = attached.flatMap((one) => one.listeners);
  // A listener without a name has every host.
  if (listeners.length === 0 || listeners.some(({ hostname }) => textOf(hostname) === undefined)) {
    return [];
  }
  const names = [...new Set(textsOf(listeners.map(({ hostname }) => hostname)))];
  return fieldsAt(route, 'spec.hostnames[]').flatMap(({ at, value }) => {
    const host = textOf(value);
    return host === undefined || names.some((name) => fits(name, host) || fits(host, name))
      ? []
      : [{ at, got: host, expected: `a host of the listener: ${names.join(', ')}` }];
  });
}

/** Unlike in a certificate, a star stands for one part of a name or more. */
function fits(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && host.endsWith(name.slice(1)));
}
