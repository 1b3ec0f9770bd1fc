import { hostsOfRule } from '../../constructs/ingress/route/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, recordOf, textOf, type Field } from '../engine/fields';
import { kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
import { coversHost, isGatewayOfTraefik, namesOfSecrets, namesOfStore } from '../engine/route-certificates';
import { GATEWAY, INGRESS, INGRESS_ROUTE, isTraefiks } from '../engine/routes';
import { defineGuardrail } from '../rule';
import { certificate, gateway, ingress, ingressRoute, route, WILDCARD, WILDCARD_ROUTE } from './rows/routes';

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
      name: 'a second host, for which another route brings a wildcard',
      objects: [
        ingressRoute({ routes: [route(), route({ match: 'Host(`logs.example.org`)' })] }),
        certificate(['grafana.example.internal']),
        WILDCARD_ROUTE,
        WILDCARD,
      ],
    },
    {
      name: 'a host of another controller that has no entry of its own',
      objects: [
        ingress({}, { ingressClassName: 'nginx', rules: [{ host: 'grafana.example.org' }] }),
        certificate(['grafana.example.internal']),
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
      name: 'a host of another controller, whose entry has the certificate of another one',
      objects: [
        ingress(
          {},
          {
            ingressClassName: 'nginx',
            tls: [
              { hosts: ['grafana.example.internal'], secretName: 'grafana-tls' },
              { hosts: ['logs.example.org', 'grafana.example.internal'], secretName: 'wildcard-tls' },
            ],
          },
        ),
        certificate(['grafana.example.internal']),
        WILDCARD,
        WILDCARD_ROUTE,
      ],
      findings: [
        {
          at: 'spec.tls[1].hosts[1]',
          got: 'grafana.example.internal, while its certificate is for example.org, *.example.org',
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
    const names = secrets === undefined ? undefined : knownNames([secrets], object, index);
    return fieldsAt(object, 'spec.routes[].match').flatMap(({ at, value }) =>
      hostsOfRule(textOf(value) ?? '').flatMap((host) => compare(at, host, names)),
    );
  },
  [INGRESS]: (object, index) => (isTraefiks(object, index) ? ofTraefik(object, index) : ofOthers(object, index)),
  [GATEWAY]: (object, index) =>
    fieldsAt(object, 'spec.listeners[].hostname').flatMap(({ at, value, holder }) => {
      const secrets = secretsOf(holder, object);
      const names = isGatewayOfTraefik(object, index)
        ? knownNames(secrets, object, index)
        : ownNames(secrets, object, index);
      return compare(at, textOf(value), names);
    }),
};

function ofTraefik(object: Manifest, index: ObjectIndex): readonly Violation[] {
  const secrets = fieldsAt(object, 'spec.tls[].secretName').map(({ value }) => textOf(value) ?? '');
  const names = knownNames(secrets, object, index);
  return fieldsAt(object, 'spec.rules[].host').flatMap(({ at, value }) => compare(at, textOf(value), names));
}

/** Other controllers answer to the hosts of an entry with the certificate of that entry, and to others as they like. */
function ofOthers(object: Manifest, index: ObjectIndex): readonly Violation[] {
  return fieldsAt(object, 'spec.tls[].hosts[]').flatMap(({ at, value, holder }) => {
    const secret = textOf(holder['secretName']);
    return compare(at, textOf(value), secret === undefined ? undefined : ownNames([secret], object, index));
  });
}

/** Secrets of a listener; what is in another namespace is not told here. */
function secretsOf(listener: Field['holder'], { metadata }: Manifest): readonly string[] {
  return fieldsAt(listener, 'tls.certificateRefs[].name').map(({ value, holder }) =>
    (holder['namespace'] ?? metadata.namespace) === metadata.namespace ? (textOf(value) ?? '') : '',
  );
}

/** What a host is compared with. */
interface Names {
  readonly own: readonly string[];
  /** Whether a host is covered by these, or by what else the controller has. */
  readonly cover: (host: string) => boolean;
}

function ownNames(secrets: readonly string[], object: Manifest, index: ObjectIndex): Names | undefined {
  const own = namesOfSecrets(secrets, object, index);
  if (own === undefined) {
    return undefined;
  }
  const names = new Set(own.map((name) => name.toLowerCase()));
  return { own, cover: (host) => coversHost(names, host) };
}

/** Traefik chooses among all certificates that it has by the name that a client asks for, whichever route named them. */
function knownNames(secrets: readonly string[], object: Manifest, index: ObjectIndex): Names | undefined {
  const names = ownNames(secrets, object, index);
  return names && { ...names, cover: (host) => names.cover(host) || coversHost(namesOfStore(index), host) };
}

function compare(at: string, host: string | undefined, names: Names | undefined): readonly Violation[] {
  return host === undefined || names === undefined || names.cover(host.toLowerCase())
    ? []
    : [
        {
          at,
          got: `${host}, while its certificate is for ${names.own.join(', ') || 'no name'}`,
          expected: 'a name of its certificate',
        },
      ];
}
