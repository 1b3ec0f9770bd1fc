import type { Manifest } from '../../constructs/model';
import { connectionsIn, hostOf, type FoundConnection } from '../../constructs/postgres/conninfo/derived';
import { applicationSecretName, reservedServiceNames, serviceName } from '../../constructs/postgres/derived';
import { serviceOfHost } from '../../constructs/postgres/server-names/derived';
import { sslModeOf } from '../../constructs/postgres/sslmode/derived';
import { fieldsAt, recordOf, textOf } from './fields';
import { inNamespace, type Filing } from './filing';
import { getOrAdd } from './get-or-add';
import type { ObjectIndex } from './object-index';

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

/** Services that lead to a Cluster or to a Pooler, as `<namespace>/<name>`; ask it as `index.once(databaseServices)`. */
export function databaseServices(index: ObjectIndex): ReadonlySet<string> {
  const ofClusters = index
    .ofKind('postgresql.cnpg.io/Cluster')
    .flatMap(({ manifest }) =>
      [
        ...reservedServiceNames(manifest.metadata.name),
        ...fieldsAt(manifest, 'spec.managed.services.additional[].serviceTemplate.metadata.name').flatMap(
          ({ value }) => textOf(value) ?? [],
        ),
      ].map((name) => inNamespace(manifest.metadata.namespace, name)),
    );
  const ofPoolers = index
    .ofKind('postgresql.cnpg.io/Pooler')
    .map(({ manifest: { metadata } }) => inNamespace(metadata.namespace, metadata.name));
  return new Set([...ofClusters, ...ofPoolers]);
}

/** Whether a pod of a namespace that connects to a host reaches a Cluster or a Pooler of the output. */
export function isDatabaseHost(host: string, from: string | undefined, services: ReadonlySet<string>): boolean {
  const service = serviceOfHost(host, from ?? '');
  return service !== undefined && services.has(inNamespace(service.namespace, service.name));
}

const BY_APPLICATION_SECRET: Filing = {
  kind: 'postgresql.cnpg.io/Cluster',
  keysOf: ({ manifest: { metadata } }) => [inNamespace(metadata.namespace, applicationSecretName(metadata.name))],
};

/** The host that a Secret of the operator gives: the Service for writers, in its short form. */
export function hostOfSecret(
  reference: unknown,
  namespace: string | undefined,
  index: ObjectIndex,
): string | undefined {
  const { name, key } = recordOf(reference);
  if (typeof name !== 'string' || key !== 'host') {
    return undefined;
  }
  const [cluster] = index.filed(BY_APPLICATION_SECRET, inNamespace(namespace, name));
  return cluster === undefined ? undefined : serviceName(cluster.manifest.metadata.name, 'rw');
}

const MODE_NAME = /^(.*?)SSL_?MODE$/i;
const HOST_NAME = /^(.*?)HOST(?:NAME|ADDR)?$/i;

/**
 * Connections that variables and texts of one client make: those that a text names as a whole, and hosts with modes in
 * variables that belong together by the beginning of their names, as `PGHOST` and `PGSSLMODE` do.
 */
export function clientConnections(
  variables: readonly ClientText[],
  texts: readonly ClientText[],
): readonly ClientConnection[] {
  const values = new Map(variables.map(({ name, value }) => [name, value]));
  const mode = sslModeOf(values.get('PGSSLMODE') ?? '');
  const whole = [...variables, ...texts].flatMap(({ at, value }) =>
    connectionsIn(expanded(value, values)).map(({ host, sslmode }) => ({
      at,
      host,
      // Libpq takes from the environment what a URI leaves out.
      sslmode: sslmode === 'none' ? (mode ?? sslmode) : sslmode,
    })),
  );
  return [...whole, ...pairedVariables(variables, values)];
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
    return paired.map((host) => ({ at, host, sslmode }));
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

/** A text with the variables that Kubernetes, or a shell, puts into it. */
function expanded(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\((\w+)\)|\$\{(\w+)\}|\$(\w+)/g,
    (whole, ...names: readonly (string | undefined)[]) => values.get(names.slice(0, 3).find(Boolean) ?? '') ?? whole,
  );
}

/** Variables that a manifest gives to whoever reads it: the data of a ConfigMap. */
export function dataOf(manifest: Manifest): readonly ClientText[] {
  return fieldsAt(manifest, 'data{}').flatMap(({ at, segments, value }) =>
    typeof value === 'string' ? [{ at, name: String(segments.at(-1)), value }] : [],
  );
}
