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
