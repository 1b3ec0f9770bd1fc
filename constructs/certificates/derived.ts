import type { Manifest } from '../model';
import type { DerivedObject } from '../model/derived-object';
import { parseDnsSubdomain } from '../model/dns-name';
import { listOf, recordOf, textOf } from '../model/foreign';
import type { Fault } from '../model/parsed';
import { quoted } from '../model/text';
import { CERT_MANAGER } from './cert-manager/derived';

/**
 * Where the controller looks for the Secrets that a ClusterIssuer names: the chart passes the namespace of its release as
 * `--cluster-resource-namespace`.
 */
export const CLUSTER_RESOURCE_NAMESPACE = CERT_MANAGER.namespace;

/**
 * Limits of the times of a Certificate, in seconds, and what it lives without a `duration`.
 *
 * @see https://github.com/cert-manager/cert-manager/blob/v1.21.1/pkg/apis/certmanager/v1/const.go
 */
export const CERTIFICATE_TIMES = { shortest: 3600, shortestRenewal: 300, normal: 90 * 86_400 } as const;

/** Longest common name, from X.509. */
export const LONGEST_COMMON_NAME = 64;

/** What cert-manager creates for a Certificate, and for an issuer that has an account. */
export function certificateObjects(manifest: Manifest): readonly DerivedObject[] {
  if (!manifest.apiVersion.startsWith('cert-manager.io/')) {
    return [];
  }
  return manifest.kind === 'Certificate' ? secretOfCertificate(manifest) : accountOfIssuer(manifest);
}

const SOURCE = 'pkg/controller/certificates/issuing/internal/secret.go';

/** Keys of the Secret of every certificate; an ACME issuer hands out no `ca.crt`. */
export const CERTIFICATE_KEYS = ['tls.crt', 'tls.key', 'ca.crt'] as const;

function secretOfCertificate({ metadata: { namespace }, spec }: Manifest): readonly DerivedObject[] {
  const { secretName, keystores, additionalOutputFormats } = recordOf(spec);
  const name = textOf(secretName);
  const keys = [...CERTIFICATE_KEYS, ...storeKeys(keystores), ...listOf(additionalOutputFormats).flatMap(formatKeys)];
  return name === undefined ? [] : [{ kind: 'Secret', namespace, name, keys, source: SOURCE }];
}

function storeKeys(keystores: unknown): readonly string[] {
  const { jks, pkcs12 } = recordOf(keystores);
  return [
    ...(recordOf(jks)['create'] === true ? ['keystore.jks', 'truststore.jks'] : []),
    ...(recordOf(pkcs12)['create'] === true ? ['keystore.p12', 'truststore.p12'] : []),
  ];
}

function formatKeys(format: unknown): readonly string[] {
  const { type } = recordOf(format);
  return type === 'DER' ? ['key.der'] : type === 'CombinedPEM' ? ['tls-combined.pem'] : [];
}

/** The key of an ACME account, made when the issuer registers it. */
function accountOfIssuer({ kind, metadata, spec }: Manifest): readonly DerivedObject[] {
  const { name, key } = recordOf(recordOf(recordOf(spec)['acme'])['privateKeySecretRef']);
  const text = textOf(name);
  const namespace = kind === 'ClusterIssuer' ? CLUSTER_RESOURCE_NAMESPACE : metadata.namespace;
  return text === undefined
    ? []
    : [{ kind: 'Secret', namespace, name: text, keys: [textOf(key) ?? 'tls.key'], source: 'pkg/issuer/acme/setup.go' }];
}

/** What is wrong with a DNS name of a certificate: a name, or `*.` and a name. */
export function dnsNameFault(value: unknown): Fault | undefined {
  const text = typeof value === 'string' ? value : undefined;
  if (text !== undefined && /^[0-9.]+$/.test(text)) {
    return { got: `${quoted(text)}, an address`, expected: 'a name in DNS', fix: 'write it in ipAddresses' };
  }
  const outcome = parseDnsSubdomain(text?.startsWith('*.') === true ? text.slice(2) : value);
  if (!outcome.ok) {
    const { got, expected } = outcome.fault;
    return text === undefined
      ? { got, expected }
      : { got: quoted(text), expected: `${expected}, with "*." before it or not` };
  }
  return outcome.value.split('.').some((label) => label.length > 63)
    ? { got: quoted(outcome.value), expected: 'parts of 63 characters or fewer' }
    : undefined;
}
