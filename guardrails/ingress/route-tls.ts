import { hostsOfRule, ROUTER_ANNOTATION } from '../../constructs/ingress/route/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, isRecord, listOf, recordOf, textOf } from '../engine/fields';
import { kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
import { coversHost, hasDefaultCertificate, isGatewayOfTraefik, namesOfStore } from '../engine/route-certificates';
import {
  annotationPath,
  entryPointsOfIngress,
  GATEWAY,
  INGRESS,
  INGRESS_ROUTE,
  isTraefiks,
  listedIn,
  MIDDLEWARE,
  middlewaresById,
  redirects,
  textsOf,
} from '../engine/routes';
import { defineGuardrail } from '../rule';
import { INVALID, VALID } from './rows/route-tls';

/** Entry points of the chart as this project installs it. */
const PLAIN = 'web';
const ENCRYPTED = 'websecure';

const EXPECTED_REDIRECT = `${ENCRYPTED} alone, or a Middleware with redirectScheme to https`;

/** A route is encrypted, with a certificate of its own, or its owner says why not. */
export default defineGuardrail<Manifest>({
  kind: [INGRESS_ROUTE, INGRESS, GATEWAY],
  severity: 'error',
  summary: 'a route is encrypted with a certificate for its host, or says why not',
  lesson:
    'article 05 puts its IngressRoute on websecure without tls: it answers with a certificate that Traefik made itself',
  why: 'in plain HTTP whoever is on the way reads passwords; with a certificate that nobody knows users learn to click warnings away',
  fix: 'use Route with an issuer; for plain HTTP, Route with tls: { none: <reason> }',
  waive: 'for a client that speaks no TLS; Route writes the waiver with the reason that it is given',
  source: 'https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/#opt-tls',
  check: (object, index) => JUDGES[kindOf(object)]?.(object, index) ?? [],
  valid: VALID,
  invalid: INVALID,
});

const JUDGES: Readonly<Record<string, (object: Manifest, index: ObjectIndex) => readonly Violation[]>> = {
  [INGRESS_ROUTE]: ofIngressRoute,
  [INGRESS]: ofIngress,
  [GATEWAY]: ofGateway,
};

function ofIngressRoute(object: Manifest, index: ObjectIndex): readonly Violation[] {
  const { entryPoints, tls } = recordOf(object['spec']);
  const named = textsOf(entryPoints);
  const plain = named.includes(PLAIN) && !isRedirected(object, index);
  return [
    ...(plain ? [{ at: 'spec.entryPoints', got: named.join(', '), expected: EXPECTED_REDIRECT }] : []),
    // A route that names no entry point is on the default one.
    ...(named.length === 0 || named.includes(ENCRYPTED) ? withoutCertificate(tls, hostsOf(object), index) : []),
  ];
}

function hostsOf(object: Manifest): readonly string[] {
  return fieldsAt(object, 'spec.routes[].match').flatMap(({ value }) => hostsOfRule(textOf(value) ?? ''));
}

function withoutCertificate(tls: unknown, hosts: readonly string[], index: ObjectIndex): readonly Violation[] {
  const { secretName, certResolver } = recordOf(tls);
  const has = textOf(secretName) ?? textOf(certResolver);
  return has !== undefined || (isRecord(tls) && hasForeign(hosts, index))
    ? []
    : [
        {
          at: 'spec.tls',
          got: isRecord(tls) ? 'no certificate' : 'nothing',
          expected: 'a secretName: Traefik else answers with a certificate that it made itself',
        },
      ];
}

/** Whether each rule of an IngressRoute sends clients to HTTPS. */
function isRedirected({ metadata: { namespace }, spec }: Manifest, index: ObjectIndex): boolean {
  const rules = listOf(recordOf(spec)['routes']);
  return (
    rules.length > 0 &&
    rules.every((rule) =>
      listOf(recordOf(rule)['middlewares']).some((middleware) =>
        redirects(index.find(MIDDLEWARE, textOf(recordOf(middleware)['name']) ?? '', namespace)?.manifest),
      ),
    )
  );
}

function ofIngress(object: Manifest, index: ObjectIndex): readonly Violation[] {
  if (!isTraefiks(object, index)) {
    return [];
  }
  const named = entryPointsOfIngress(object);
  const isSent = listedIn(object, ROUTER_ANNOTATION.middlewares).some((id) =>
    redirects(middlewaresById(index).get(id)?.[0]),
  );
  const at = annotationPath(ROUTER_ANNOTATION.entryPoints);
  const isEncrypted = named.length === 0 || named.includes(ENCRYPTED);
  return [
    ...(named.includes(PLAIN) && !isSent ? [{ at, got: named.join(', '), expected: EXPECTED_REDIRECT }] : []),
    ...(isEncrypted && !hasCertificate(object, index)
      ? [{ at: 'spec.tls', got: 'no certificate', expected: 'a secretName for the hosts of the Ingress' }]
      : []),
  ];
}

/** An Ingress may leave the choice to Traefik by an annotation, or by an entry of `tls` without a Secret. */
function hasCertificate(ingress: Manifest, index: ObjectIndex): boolean {
  const annotations = recordOf(ingress.metadata.annotations);
  if (
    fieldsAt(ingress, 'spec.tls[].secretName').length > 0 ||
    textOf(annotations[ROUTER_ANNOTATION.certResolver]) !== undefined
  ) {
    return true;
  }
  const isLeft = annotations[ROUTER_ANNOTATION.tls] === 'true' || fieldsAt(ingress, 'spec.tls[]').length > 0;
  const hosts = fieldsAt(ingress, 'spec.rules[].host').flatMap(({ value }) => textOf(value) ?? []);
  return isLeft && hasForeign(hosts, index);
}

/** Whether Traefik has a certificate that no part of a route names: its default one, or one for each of the hosts. */
function hasForeign(hosts: readonly string[], index: ObjectIndex): boolean {
  return (
    hasDefaultCertificate(index) ||
    (hosts.length > 0 && hosts.every((host) => coversHost(namesOfStore(index), host.toLowerCase())))
  );
}

/** The API server takes a listener of HTTPS without a certificate, as long as nothing else of `tls` is written. */
function ofGateway(object: Manifest, index: ObjectIndex): readonly Violation[] {
  return isGatewayOfTraefik(object, index)
    ? fieldsAt(object, 'spec.listeners[].protocol').flatMap(({ at, value, holder }) => {
        if (value === 'HTTP') {
          return [{ at, got: 'HTTP', expected: 'HTTPS, with a certificate' }];
        }
        return value === 'HTTPS' && fieldsAt(holder, 'tls.certificateRefs[]').length === 0
          ? [{ at: at.replace(/protocol$/, 'tls'), got: 'no certificate', expected: 'certificateRefs with a Secret' }]
          : [];
      })
    : [];
}
