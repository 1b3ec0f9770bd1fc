import { GATEWAY_CLASS, ROUTER_ANNOTATION } from '../../constructs/ingress/route/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, isRecord, listOf, recordOf, textOf } from '../engine/fields';
import { kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
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
    ...(named.length === 0 || named.includes(ENCRYPTED) ? withoutCertificate(tls, index) : []),
  ];
}

function withoutCertificate(tls: unknown, index: ObjectIndex): readonly Violation[] {
  const { secretName, certResolver } = recordOf(tls);
  const has = textOf(secretName) ?? textOf(certResolver);
  return has !== undefined || (isRecord(tls) && index.once(hasDefaultCertificate))
    ? []
    : [
        {
          at: 'spec.tls',
          got: isRecord(tls) ? 'no certificate' : 'nothing',
          expected: 'a secretName: Traefik else answers with a certificate that it made itself',
        },
      ];
}

/** Whether the cluster's only store of certificates has one for every route that names none. */
function hasDefaultCertificate(index: ObjectIndex): boolean {
  return index.ofKind('traefik.io/TLSStore').some(({ manifest }) => {
    const { defaultCertificate, defaultGeneratedCert } = recordOf(manifest['spec']);
    return manifest.metadata.name === 'default' && (isRecord(defaultCertificate) || isRecord(defaultGeneratedCert));
  });
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
    ...(isEncrypted && fieldsAt(object, 'spec.tls[].secretName').length === 0
      ? [{ at: 'spec.tls', got: 'no certificate', expected: 'a secretName for the hosts of the Ingress' }]
      : []),
  ];
}

/** A listener with HTTPS has a certificate: the API server asks for it. */
function ofGateway(object: Manifest, index: ObjectIndex): readonly Violation[] {
  return isOfTraefik(object, index)
    ? fieldsAt(object, 'spec.listeners[].protocol').flatMap(({ at, value }) =>
        value === 'HTTP' ? [{ at, got: 'HTTP', expected: 'HTTPS, with a certificate' }] : [],
      )
    : [];
}

function isOfTraefik({ spec }: Manifest, index: ObjectIndex): boolean {
  const name = textOf(recordOf(spec)['gatewayClassName']) ?? '';
  const found = index.find('gateway.networking.k8s.io/GatewayClass', name)?.manifest;
  const controller = textOf(recordOf(found?.['spec'])['controllerName']);
  return controller === undefined ? name === GATEWAY_CLASS.name : controller === GATEWAY_CLASS.controllerName;
}
