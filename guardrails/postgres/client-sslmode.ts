import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, recordOf, textOf, type Field } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { containerFields, POD_KINDS } from '../engine/pods';
import {
  clientConnections,
  databaseServices,
  dataOf,
  hostOfSecret,
  isDatabaseHost,
  type ClientConnection,
  type ClientText,
} from '../engine/postgres-clients';
import { defineGuardrail } from '../rule';
import { INVALID, VALID } from './rows/client-sslmode';

/** PostgreSQL takes connections without TLS, and libpq makes them unless it is told otherwise. */
export default defineGuardrail<Manifest>({
  kind: [...POD_KINDS, 'ConfigMap'],
  severity: 'error',
  summary: 'clients in the cluster connect to a Cluster or a Pooler with sslmode verify-full',
  lesson: 'article 00, section 5, copies the certificate of the authority; without verify-full nothing looks at it',
  why: 'below require, everything can be read on the way, and whoever answers may ask for the password in clear; below verify-full, whoever takes over the address or the DNS name is taken for the database',
  fix: 'set sslmode=verify-full, project ca.crt of the Secret in spec.certificates.serverCASecret of the Cluster, or of <cluster>-ca, and name it in sslrootcert',
  waive: 'for a client that cannot check certificates, with the reason that it cannot be replaced',
  source: 'https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION',
  check(manifest, index) {
    const services = index.once(databaseServices);
    if (services.size === 0) {
      return [];
    }
    const { namespace } = manifest.metadata;
    return connectionsOf(manifest, index)
      .filter(({ host, sslmode }) => sslmode !== 'verify-full' && isDatabaseHost(host, namespace, services))
      .flatMap(violation);
  },
  valid: VALID,
  invalid: INVALID,
});

function connectionsOf(manifest: Manifest, index: ObjectIndex): readonly ClientConnection[] {
  return manifest.kind === 'ConfigMap'
    ? clientConnections(dataOf(manifest), [])
    : containerFields(manifest, '').flatMap((container) => ofContainer(container, manifest, index));
}

function ofContainer({ at, value }: Field, manifest: Manifest, index: ObjectIndex): readonly ClientConnection[] {
  const beside = (field: Field): string => `${at}.${field.at}`;
  const variables = fieldsAt(value, 'env[]').flatMap((field): ClientText[] => {
    const { name, value: given, valueFrom } = recordOf(field.value);
    const literal = textOf(given);
    const secret = recordOf(valueFrom)['secretKeyRef'];
    const text = literal ?? hostOfSecret(secret, manifest.metadata.namespace, index);
    const place = literal === undefined ? 'valueFrom.secretKeyRef' : 'value';
    return typeof name === 'string' && text !== undefined
      ? [{ at: `${beside(field)}.${place}`, name, value: text }]
      : [];
  });
  const texts = ['command[]', 'args[]']
    .flatMap((path) => fieldsAt(value, path))
    .flatMap((field): ClientText[] =>
      typeof field.value === 'string' ? [{ at: beside(field), name: '', value: field.value }] : [],
    );
  return [...clientConnections(variables, texts), ...unsaid(variables, texts, value)];
}

/** Libpq finds `PGHOST` and no mode: it prefers TLS, and checks nothing. */
function unsaid(
  variables: readonly ClientText[],
  texts: readonly ClientText[],
  container: unknown,
): ClientConnection[] {
  const mayBeSaid =
    fieldsAt(container, 'envFrom[]').length > 0 ||
    fieldsAt(container, 'env[].name').some(({ value }) => value === 'PGSSLMODE') ||
    texts.some(({ value }) => /ssl[ _-]?mode/i.test(value));
  return mayBeSaid
    ? []
    : variables
        .filter(({ name }) => name === 'PGHOST')
        .map(({ at, value }) => ({ at, host: value, sslmode: 'none' }) as const);
}

/** What is no mode is for the driver to refuse. */
function violation({ at, host, sslmode }: ClientConnection): Violation[] {
  const said = sslmode === 'none' ? 'no sslmode, which means prefer or less' : `sslmode ${sslmode}`;
  return sslmode === 'unknown' ? [] : [{ at, got: `${said}, for ${host}`, expected: 'sslmode verify-full' }];
}
