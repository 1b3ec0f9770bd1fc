/** Domain of a cluster's Services unless its DNS was set up otherwise; the operator is told of another one by its settings. */
const CLUSTER_DOMAIN = 'cluster.local';

/**
 * The names of a Service that the operator writes into the certificate of a Cluster: the host in a connection has to be
 * one of them, letter by letter, where `sslmode` is `verify-full`.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/cluster_funcs.go GetClusterAltDNSNames
 */
export function serviceHosts(service: string, namespace: string): readonly string[] {
  const full = `${service}.${namespace}.svc`;
  return [service, `${service}.${namespace}`, full, `${full}.${CLUSTER_DOMAIN}`];
}

/** A Service, as a name in DNS leads to it. */
export interface NamedService {
  readonly name: string;
  readonly namespace: string;
}

/** The Service that a host may be, as a pod of a namespace looks it up; undefined for what is no name of a Service. */
export function serviceOfHost(host: string, from: string): NamedService | undefined {
  const [, name, namespace = from] =
    /^([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\.[a-z0-9.-]+)?)?)?\.?$/i.exec(host) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), namespace: namespace.toLowerCase() };
}
