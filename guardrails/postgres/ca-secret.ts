import type { Manifest, Violation } from '../../constructs/model';
import { certificatesOf } from '../../constructs/postgres/cluster-view/derived';
import { caSecretName } from '../../constructs/postgres/derived';
import { fieldsAt, listOf, recordOf } from '../engine/fields';
import { inNamespace, type Filing } from '../engine/filing';
import type { ObjectIndex } from '../engine/object-index';
import { containerFields, podFields, POD_KINDS } from '../engine/pods';
import { defineGuardrail } from '../rule';
import { INVALID, VALID } from './rows/ca-secret';

const EXPECTED = 'the key ca.crt alone';

/** The Secret that clients take the certificate from also holds the key that signs them. */
export default defineGuardrail<Manifest>({
  kind: POD_KINDS,
  severity: 'error',
  summary: "a pod that trusts a Cluster's certificates gets the certificate of the authority, never its key",
  lesson: 'article 00, section 5, takes ca.crt out of pg-main-ca by hand, which is right; mounting the Secret is not',
  why: 'with ca.key a client makes itself certificates: of the server, and of the replication user, who reads everything; with tls.key it is the server',
  fix: 'project the one key: items: [{key: ca.crt, path: ca.crt}]',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/certificates/',
  check: (manifest, index) => [...environmentsOf(manifest, index), ...volumesOf(manifest, index)],
  valid: VALID,
  invalid: INVALID,
});

function volumesOf(manifest: Manifest, index: ObjectIndex): Violation[] {
  return podFields(manifest, 'spec.volumes[]').flatMap((volume) =>
    isMountedAsCertificate(volume.value, manifest)
      ? []
      : ['secret', 'projected.sources[].secret']
          .flatMap((path) => fieldsAt(volume.value, path))
          .flatMap(({ at, value }) => {
            const { secretName, name = secretName, items } = recordOf(value);
            const keys = listOf(items).map((item) => recordOf(item)['key']);
            return isAuthority(name, manifest, index) ? leaked(`${volume.at}.${at}`, name, keys) : [];
          }),
  );
}

/** Whether every container that mounts a volume sees the one file of it. */
function isMountedAsCertificate(volume: unknown, manifest: Manifest): boolean {
  const { name } = recordOf(volume);
  const mounts = containerFields(manifest, 'volumeMounts[]').filter(({ value }) => recordOf(value)['name'] === name);
  return mounts.length > 0 && mounts.every(({ value }) => recordOf(value)['subPath'] === 'ca.crt');
}

function environmentsOf(manifest: Manifest, index: ObjectIndex): Violation[] {
  return ['env[].valueFrom.secretKeyRef', 'envFrom[].secretRef']
    .flatMap((path) => containerFields(manifest, path))
    .flatMap(({ at, value }) => {
      const { name, key } = recordOf(value);
      return isAuthority(name, manifest, index) ? leaked(at, name, key === undefined ? [] : [key]) : [];
    });
}

const PRIVATE_KEYS: readonly unknown[] = ['ca.key', 'tls.key'];

/** No keys mean all of them. */
function leaked(at: string, name: string, keys: readonly unknown[]): Violation[] {
  if (keys.length === 0) {
    return [{ at, got: `every key of ${name}`, expected: EXPECTED }];
  }
  const given = PRIVATE_KEYS.filter((key) => keys.includes(key));
  return given.length === 0 ? [] : [{ at, got: `${given.join(', ')} of ${name}`, expected: EXPECTED }];
}

function isAuthority(name: unknown, { metadata: { namespace } }: Manifest, index: ObjectIndex): name is string {
  return (
    typeof name === 'string' &&
    index.filed(BY_SECRET, inNamespace(namespace, name)).length > 0 &&
    mayHoldPrivateKey(index.findDerived('Secret', name, namespace)?.keys)
  );
}

/** An authority of your own may be a certificate alone. */
function mayHoldPrivateKey(keys: readonly string[] | undefined): boolean {
  return keys === undefined || keys.some((key) => PRIVATE_KEYS.includes(key));
}

/** Clusters by the Secrets of their servers: of the operator, or those that `spec.certificates` names. */
const BY_SECRET: Filing = {
  kind: 'postgresql.cnpg.io/Cluster',
  keysOf({ manifest }) {
    const { name, namespace } = manifest.metadata;
    const { ca, server } = certificatesOf(manifest);
    return [...new Set([caSecretName(name), ca, server])].map((secret) => inNamespace(namespace, secret));
  },
};
