import type { Manifest } from '../../constructs/model';
import { connectionsIn, hostOf, type FoundConnection } from '../../constructs/postgres/conninfo/derived';
import { applicationSecretName, reservedServiceNames, serviceName } from '../../constructs/postgres/derived';
import { serviceOfHost } from '../../constructs/postgres/server-names/derived';
import { sslModeOf } from '../../constructs/postgres/sslmode/derived';
import { fieldsAt, recordOf, textOf } from './fields';
import { inNamespace, type Filing } from './filing';
import { getOrAdd } from './get-or-add';
import type { ObjectIndex } from './object-index';
import { clusterNamedBy } from './postgres-roles';

/** A text of a client with its place. */
export interface ClientText {
  readonly at: string;
  /** Name of the variable, or the key; empty for an argument. */
  readonly name: string;
  readonly value: string;
}

/** A connection that a client makes to a database, as far as texts tell. */
export interface ClientConnection extends FoundConnection {
  readonly at: string;
}

/** Clusters that Services lead to, themselves or through a Pooler. */
export type DatabaseServices = ReadonlyMap<string, Manifest | undefined>;

/**
 * Services that lead to a Cluster or to a Pooler, as `<namespace>/<name>`, with the Cluster if it is in the output; ask it
 * as `index.once(databaseServices)`.
 */
export function databaseServices(index: ObjectIndex): DatabaseServices {
  const ofPoolers = index.ofKind('postgresql.cnpg.io/Pooler').map(({ manifest }) => {
    const { name, namespace } = manifest.metadata;
    return [inNamespace(namespace, name), clusterNamedBy(manifest, index)] as const;
  });
  const ofClusters = index
    .ofKind('postgresql.cnpg.io/Cluster')
    .flatMap(({ manifest }) =>
      servicesOf(manifest).map((name) => [inNamespace(manifest.metadata.namespace, name), manifest] as const),
    );
  return new Map([...ofPoolers, ...ofClusters]);
}

function servicesOf(cluster: Manifest): readonly string[] {
  const more = fieldsAt(cluster, 'spec.managed.services.additional[].serviceTemplate.metadata.name');
  return [...reservedServiceNames(cluster.metadata.name), ...more.flatMap(({ value }) => textOf(value) ?? [])];
}

/** Key among {@link DatabaseServices} of the Service that a pod of a namespace reaches by a host. */
export function serviceKey(host: string, from: string | undefined): string {
  const service = serviceOfHost(host, from ?? '');
  return service === undefined ? '' : inNamespace(service.namespace, service.name);
}

const BY_APPLICATION_SECRET: Filing = {
  kind: 'postgresql.cnpg.io/Cluster',
  keysOf: ({ manifest: { metadata } }) => [inNamespace(metadata.namespace, applicationSecretName(metadata.name))],
};

/**
 * What a Secret of the operator gives, without the password: the host in its short form, or a connection URI.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/pkg/specs/secrets.go CreateSecret
 */
export function textOfSecret(
  reference: unknown,
  namespace: string | undefined,
  index: ObjectIndex,
): string | undefined {
  const { name, key } = recordOf(reference);
  const [cluster] = typeof name === 'string' ? index.filed(BY_APPLICATION_SECRET, inNamespace(namespace, name)) : [];
  if (cluster === undefined) {
    return undefined;
  }
  const host = serviceName(cluster.manifest.metadata.name, 'rw');
  const uri = `postgresql://${host}.${namespace ?? 'default'}${String(key).startsWith('fqdn-') ? '.svc' : ''}:5432/`;
  const texts: Readonly<Record<string, string>> = {
    host,
    uri,
    'fqdn-uri': uri,
    // A driver of Java takes user and password from the query: what is put after it goes on there.
    'jdbc-uri': `jdbc:${uri}?`,
    'fqdn-jdbc-uri': `jdbc:${uri}?`,
  };
  return typeof key === 'string' && Object.hasOwn(texts, key) ? texts[key] : undefined;
}

const MODE_NAME = /^(.*?)SSL_?MODE$/i;
const HOST_NAME = /^(.*?)HOST(?:NAME|ADDR)?$/i;

/** What one client is told. */
export interface ClientWords {
  /** Variables of its own. */
  readonly variables: readonly ClientText[];
  /** Commands and arguments. */
  readonly texts: readonly ClientText[];
  /** Variables that it takes from elsewhere, as far as they can be read here. */
  readonly given: ReadonlyMap<string, string>;
  /** Whether it may be given `PGSSLMODE` from where nobody here can look. */
  readonly mayBeSaid: boolean;
}

/**
 * Connections that a client makes: those that a text names as a whole, and hosts with modes in variables that belong
 * together by the beginning of their names, as `PGHOST` and `PGSSLMODE` do.
 */
export function clientConnections(words: ClientWords): readonly ClientConnection[] {
  const { variables, texts, given } = words;
  const values = new Map([...given, ...variables.map(({ name, value }) => [name, value] as const)]);
  const mode = libpqMode(words, values);
  const whole = [...variables, ...texts].flatMap((text) =>
    connectionsIn(expanded(text.value, values)).map((connection) => ({
      ...connection,
      at: text.at,
      // Libpq takes from the environment what a URI leaves out; another text may put the mode after this one.
      sslmode: connection.sslmode !== 'none' ? connection.sslmode : isCompleted(text, words) ? 'unknown' : mode,
    })),
  );
  return [...whole, ...pairedVariables(variables, values), ...hostsOfLibpq(words, mode)];
}

/** The mode of libpq in the environment, for connections that say none themselves. */
function libpqMode(
  { variables, mayBeSaid }: ClientWords,
  values: ReadonlyMap<string, string>,
): ClientConnection['sslmode'] {
  const said = values.get('PGSSLMODE');
  const full = variables.some(({ name, value }) => MODE_NAME.test(name) && sslModeOf(value) === 'verify-full');
  return said === undefined
    ? mayBeSaid || full
      ? 'unknown'
      : 'none'
    : (sslModeOf(expanded(said, values)) ?? 'unknown');
}

function isCompleted({ name }: ClientText, { variables, texts }: ClientWords): boolean {
  return (
    name !== '' &&
    [...variables, ...texts].some((other) => SPEAKS_OF_MODE.test(other.value) && other.value.includes(name))
  );
}

const SPEAKS_OF_MODE = /ssl[ _-]?mode/i;

/** Libpq finds `PGHOST` and no mode beside it: it prefers TLS, and checks nothing. */
function hostsOfLibpq(
  { variables, texts }: ClientWords,
  sslmode: ClientConnection['sslmode'],
): readonly ClientConnection[] {
  const isSaid =
    variables.some(({ name }) => name === 'PGSSLMODE') || texts.some(({ value }) => SPEAKS_OF_MODE.test(value));
  return isSaid
    ? []
    : variables
        .filter(({ name }) => name === 'PGHOST')
        .map(({ at, value }) => ({ at, host: value, sslmode, user: '', database: '' }));
}

function pairedVariables(variables: readonly ClientText[], values: ReadonlyMap<string, string>): ClientConnection[] {
  const hosts = hostsByStem(variables, values);
  return variables.flatMap(({ at, name, value }) => {
    const stem = MODE_NAME.exec(name)?.[1]?.toUpperCase();
    if (stem === undefined) {
      return [];
    }
    const sslmode = sslModeOf(expanded(value, values)) ?? 'unknown';
    // PGSSLMODE counts for every connection of libpq, whatever the variable of the host is called.
    const paired = hosts.get(stem) ?? (name === 'PGSSLMODE' ? [...hosts.values()].flat() : []);
    return paired.map((host) => ({ at, host, sslmode, user: '', database: '' }));
  });
}

/** Hosts by what the names of their variables begin with. */
function hostsByStem(
  variables: readonly ClientText[],
  values: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, string[]>();
  for (const { name, value } of variables) {
    const stem = HOST_NAME.exec(name)?.[1]?.toUpperCase();
    if (stem !== undefined) {
      getOrAdd(hosts, stem, () => []).push(hostOf(expanded(value, values)));
    }
  }
  return hosts;
}

/** Characters that variables may put into one text: a long one may stand in it any number of times. */
const MOST_EXPANDED = 1 << 16;

/** A text with the variables that Kubernetes, or a shell, puts into it. */
function expanded(text: string, values: ReadonlyMap<string, string>): string {
  let left = MOST_EXPANDED;
  return text.replace(/\$\((\w+)\)|\$\{(\w+)\}|\$(\w+)/g, (whole, ...names: readonly (string | undefined)[]) => {
    const value = values.get(names.slice(0, 3).find(Boolean) ?? '');
    left -= value?.length ?? 0;
    return value === undefined || left < 0 ? whole : value;
  });
}
