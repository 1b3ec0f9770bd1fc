import type { Manifest } from '../../../constructs/model';
import type { Invalid, Row } from '../../rule';
import { gateway, httpRoute } from './routes';

/** A Gateway of the namespace `traefik`; `listener` replaces whole fields of its only listener. */
const shared = (
  from: Readonly<Record<string, unknown>>,
  listener: Readonly<Record<string, unknown>> = {},
): Manifest => ({
  ...gateway({ name: 'any', hostname: '*.example.internal', allowedRoutes: { namespaces: from }, ...listener }),
  metadata: { name: 'shared', namespace: 'traefik' },
});

const through = (
  parent: Readonly<Record<string, unknown>>,
  hostnames: readonly string[] = ['grafana.example.internal'],
): Manifest => {
  const route = httpRoute();
  const parentRefs = [{ name: 'shared', namespace: 'traefik', ...parent }];
  return { ...route, spec: { ...(route['spec'] as object), parentRefs, hostnames } };
};

const namespace = (labels: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'monitoring', labels },
});

const LABELLED = { from: 'Selector', selector: { matchLabels: { routes: 'yes' } } };

/** Rows that ingress/gateway-route accepts. */
export const VALID: readonly Row[] = [
  { name: 'the Gateway beside it', objects: [httpRoute(), gateway()] },
  { name: 'a listener of a Gateway for all', objects: [through({ sectionName: 'any' }), shared({ from: 'All' })] },
  {
    name: 'a name further below the domain, and all names below it',
    objects: [through({}, ['a.b.example.internal', '*.internal']), shared({ from: 'All' })],
  },
  {
    name: 'a listener for every host',
    objects: [through({ port: 8443 }, ['grafana.example.org']), shared({ from: 'All' }, { hostname: undefined })],
  },
  {
    name: 'a namespace that is selected',
    objects: [through({}), shared(LABELLED), namespace({ routes: 'yes' })],
  },
  {
    name: 'a namespace that is selected by its name',
    objects: [
      through({}),
      shared({ from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }),
      namespace({}),
    ],
  },
  { name: 'a namespace that somebody else makes', objects: [through({}), shared(LABELLED)] },
  { name: 'a Gateway that somebody else makes', objects: [through({ sectionName: 'web' }, ['grafana.example.org'])] },
];

/** Rows that it refuses. */
export const INVALID: readonly (Row & Invalid)[] = [
  {
    name: 'a listener that the Gateway does not have',
    objects: [through({ sectionName: 'web' }), shared({ from: 'All' })],
    findings: [{ at: 'spec.parentRefs[0].sectionName', got: 'web' }],
  },
  {
    name: 'the port of the Service, on which no listener is',
    objects: [through({ port: 443 }), shared({ from: 'All' })],
    findings: [{ at: 'spec.parentRefs[0].port', got: '443' }],
  },
  {
    name: 'a Gateway that takes routes of its own namespace',
    objects: [through({}), shared({}, { allowedRoutes: undefined })],
    findings: [{ at: 'spec.parentRefs[0]', got: 'traefik/shared, which takes none of this namespace' }],
  },
  {
    name: 'a namespace that is not selected',
    objects: [through({}), shared(LABELLED), namespace({})],
    findings: [{ at: 'spec.parentRefs[0]', got: 'traefik/shared, which takes none of this namespace' }],
  },
  {
    name: 'two hosts, of which one is of another domain',
    objects: [through({}, ['grafana.example.internal', 'grafana.example.org']), shared({ from: 'All' })],
    findings: [{ at: 'spec.hostnames[1]', got: 'grafana.example.org' }],
  },
  {
    name: 'the domain itself, for which the star does not stand',
    objects: [through({}, ['example.internal']), shared({ from: 'All' })],
    findings: [{ at: 'spec.hostnames[0]', got: 'example.internal' }],
  },
];
