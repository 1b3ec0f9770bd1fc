import { GATEWAY_CLASS } from '../../constructs/ingress/route/derived';
import type { Manifest } from '../../constructs/model';
import { fieldsAt, isRecord, recordOf, textOf } from './fields';
import { inNamespace, type Filing } from './filing';
import type { ObjectIndex } from './object-index';
import { GATEWAY, INGRESS, INGRESS_ROUTE, isTraefiks, textsOf } from './routes';

const STORE = 'traefik.io/TLSStore';

/** Certificates by the Secret that they are put into. */
const BY_SECRET: Filing = {
  kind: 'cert-manager.io/Certificate',
  keysOf: ({ manifest }) => {
    const secret = textOf(recordOf(manifest['spec'])['secretName']);
    return secret === undefined ? [] : [inNamespace(manifest.metadata.namespace, secret)];
  },
};

/** Names of the certificates in all of some Secrets; undefined as soon as the certificate of one is not known. */
export function namesOfSecrets(
  secrets: readonly string[],
  { metadata: { namespace } }: Manifest,
  index: ObjectIndex,
): readonly string[] | undefined {
  const found = secrets.map((secret) => index.filed(BY_SECRET, inNamespace(namespace, secret)));
  return found.length === 0 || found.some((certificates) => certificates.length === 0)
    ? undefined
    : found.flat().flatMap(({ manifest }) => textsOf(recordOf(manifest['spec'])['dnsNames']));
}

/** Whether one of some names is that of a host. A star stands for exactly one part of a name. */
export function coversHost(names: ReadonlySet<string>, host: string): boolean {
  return names.has(host) || names.has(`*.${host.slice(host.indexOf('.') + 1)}`);
}

/**
 * Names of all certificates that Traefik has in its default store, as far as they are known here. It chooses among them by
 * the name that a client asks for, whichever route brought them.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/tls/tls-certificates/
 */
export function namesOfStore(index: ObjectIndex): ReadonlySet<string> {
  return index.once(loadedNames);
}

/** Where Secrets of certificates are named, by the kind that names them. */
const LOADED: readonly (readonly [string, readonly string[]])[] = [
  [INGRESS_ROUTE, ['spec.tls.secretName']],
  ['traefik.io/IngressRouteTCP', ['spec.tls.secretName']],
  [INGRESS, ['spec.tls[].secretName']],
  [GATEWAY, ['spec.listeners[].tls.certificateRefs[].name']],
  [STORE, ['spec.defaultCertificate.secretName', 'spec.certificates[].secretName']],
];

function loadedNames(index: ObjectIndex): ReadonlySet<string> {
  const names = LOADED.flatMap(([kind, paths]) =>
    index
      .ofKind(kind)
      .filter(({ manifest }) => isRead(kind, manifest, index))
      .flatMap(({ manifest }) =>
        paths
          .flatMap((path) => fieldsAt(manifest, path))
          .filter(({ holder }) => (holder['namespace'] ?? manifest.metadata.namespace) === manifest.metadata.namespace)
          .flatMap(({ value }) => namesOfSecrets([textOf(value) ?? ''], manifest, index) ?? []),
      ),
  );
  return new Set(names.map((name) => name.toLowerCase()));
}

/** Whether Traefik reads an object of a kind, and puts its certificates into the default store. */
function isRead(kind: string, manifest: Manifest, index: ObjectIndex): boolean {
  switch (kind) {
    case INGRESS:
      return isTraefiks(manifest, index);
    case GATEWAY:
      return isGatewayOfTraefik(manifest, index);
    case STORE:
      return manifest.metadata.name === 'default';
    default:
      return true;
  }
}

/** Whether the class of a Gateway is Traefik's, or has its name where nothing here tells the controller. */
export function isGatewayOfTraefik({ spec }: Manifest, index: ObjectIndex): boolean {
  const name = textOf(recordOf(spec)['gatewayClassName']) ?? '';
  const found = index.find('gateway.networking.k8s.io/GatewayClass', name)?.manifest;
  const controller = textOf(recordOf(found?.['spec'])['controllerName']);
  return controller === undefined ? name === GATEWAY_CLASS.name : controller === GATEWAY_CLASS.controllerName;
}

/** Whether the cluster's only store of certificates has one for every route that names none. */
export function hasDefaultCertificate(index: ObjectIndex): boolean {
  return index.once(defaultCertificateIn);
}

function defaultCertificateIn(index: ObjectIndex): boolean {
  return index.ofKind(STORE).some(({ manifest }) => {
    const { defaultCertificate, defaultGeneratedCert } = recordOf(manifest['spec']);
    return manifest.metadata.name === 'default' && (isRecord(defaultCertificate) || isRecord(defaultGeneratedCert));
  });
}
