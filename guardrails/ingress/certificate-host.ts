import { hostsOfRule } from '../../constructs/ingress/route/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, recordOf, textOf, type Field } from '../engine/fields';
import { inNamespace, type Filing } from '../engine/filing';
import { kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
import { GATEWAY, INGRESS, INGRESS_ROUTE, textsOf } from '../engine/routes';
import { defineGuardrail } from '../rule';
import { certificate, gateway, ingress, ingressRoute, route } from './rows/routes';

/** Certificates by the Secret that they are put into. */
const BY_SECRET: Filing = {
  kind: 'cert-manager.io/Certificate',
  keysOf: ({ manifest }) => {
    const secret = textOf(recordOf(manifest['spec'])['secretName']);
    return secret === undefined ? [] : [inNamespace(manifest.metadata.namespace, secret)];
  },
};

/** The names of a certificate are what a browser compares; the Secret's name says nothing. */
export default defineGuardrail<Manifest>({
  kind: [INGRESS_ROUTE, INGRESS, GATEWAY],
  severity: 'error',
  summary: 'the host of a route is among the names of its certificate',
  why: 'every client refuses a certificate for another name, so the route answers nobody, although all objects are healthy',
  fix: 'add the host to spec.dnsNames of the Certificate, or use Route, which makes one for its host',
  waive: 'for a route that only clients without a check of names use',
  source: 'https://cert-manager.io/docs/usage/certificate/',
  check: (object, index) => JUDGES[kindOf(object)]?.(object, index) ?? [],
  valid: [
    { name: 'the same name', objects: [ingressRoute(), certificate(['grafana.example.internal'])] },
    { name: 'a certificate for all names of the domain', objects: [ingress(), certificate(['*.example.internal'])] },
    { name: 'a certificate that is made elsewhere', objects: [gateway()] },
    { name: 'a listener for the same', objects: [gateway(), certificate(['grafana.example.internal'])] },
    {
      name: 'a listener whose certificate is in another namespace',
      objects: [
        gateway({ tls: { certificateRefs: [{ name: 'grafana-tls', namespace: 'traefik' }] } }),
        certificate(['other.example.internal']),
      ],
    },
    {
      name: 'a Certificate of the same name in another namespace',
      objects: [ingressRoute(), certificate(['other.example.internal'], 'apps')],
    },
  ],
  invalid: [
    {
      name: 'a route whose second host was forgotten',
      objects: [
        ingressRoute({
          routes: [route(), route({ match: 'Host(`grafana.example.org`) && PathPrefix(`/api`)' })],
        }),
        certificate(['grafana.example.internal']),
      ],
      findings: [
        {
          at: 'spec.routes[1].match',
          got: 'grafana.example.org, while its certificate is for grafana.example.internal',
        },
      ],
    },
    {
      name: 'a wildcard, which is for one part of a name',
      objects: [ingress(), certificate(['*.internal'])],
      findings: [
        { at: 'spec.rules[0].host', got: 'grafana.example.internal, while its certificate is for *.internal' },
      ],
    },
    {
      name: 'a listener for all names of a domain, with the certificate of one',
      objects: [gateway({ hostname: '*.example.internal' }), certificate(['grafana.example.internal'])],
      findings: [
        {
          at: 'spec.listeners[0].hostname',
          got: '*.example.internal, while its certificate is for grafana.example.internal',
        },
      ],
    },
  ],
});

const JUDGES: Readonly<Record<string, (object: Manifest, index: ObjectIndex) => readonly Violation[]>> = {
  [INGRESS_ROUTE]: (object, index) => {
    const secrets = textOf(recordOf(recordOf(object['spec'])['tls'])['secretName']);
    const names = secrets === undefined ? undefined : namesOf([secrets], object, index);
    return fieldsAt(object, 'spec.routes[].match').flatMap(({ at, value }) =>
      hostsOfRule(textOf(value) ?? '').flatMap((host) => compare(at, host, names)),
    );
  },
  [INGRESS]: (object, index) => {
    // Traefik chooses among all certificates of an Ingress by the name that a client asks for.
    const secrets = fieldsAt(object, 'spec.tls[].secretName').map(({ value }) => textOf(value) ?? '');
    const names = namesOf(secrets, object, index);
    return fieldsAt(object, 'spec.rules[].host').flatMap(({ at, value }) => compare(at, textOf(value), names));
  },
  [GATEWAY]: (object, index) =>
    fieldsAt(object, 'spec.listeners[].hostname').flatMap(({ at, value, holder }) =>
      compare(at, textOf(value), namesOf(secretsOf(holder, object), object, index)),
    ),
};

/** Secrets of a listener; what is in another namespace is not told here. */
function secretsOf(listener: Field['holder'], { metadata }: Manifest): readonly string[] {
  return fieldsAt(listener, 'tls.certificateRefs[].name').map(({ value, holder }) =>
    (holder['namespace'] ?? metadata.namespace) === metadata.namespace ? (textOf(value) ?? '') : '',
  );
}

/** Names of the certificates in all of some Secrets; undefined as soon as the certificate of one is not known. */
function namesOf(
  secrets: readonly string[],
  { metadata: { namespace } }: Manifest,
  index: ObjectIndex,
): readonly string[] | undefined {
  const found = secrets.map((secret) => index.filed(BY_SECRET, inNamespace(namespace, secret)));
  return found.length === 0 || found.some((certificates) => certificates.length === 0)
    ? undefined
    : found.flat().flatMap(({ manifest }) => textsOf(recordOf(manifest['spec'])['dnsNames']));
}

function compare(at: string, host: string | undefined, names: readonly string[] | undefined): readonly Violation[] {
  return host === undefined || names === undefined || names.some((name) => covers(name.toLowerCase(), host))
    ? []
    : [
        {
          at,
          got: `${host}, while its certificate is for ${names.join(', ') || 'no name'}`,
          expected: 'a name of its certificate',
        },
      ];
}

/** A star stands for exactly one part of a name. */
function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && name.slice(2) === host.slice(host.indexOf('.') + 1));
}
