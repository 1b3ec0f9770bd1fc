/** Parameters of PgBouncer that are numbers: connections, seconds, bytes. */
export const NUMERIC_PARAMETERS = [
  'autodb_idle_timeout',
  'cancel_wait_timeout',
  'client_idle_timeout',
  'client_login_timeout',
  'default_pool_size',
  'idle_transaction_timeout',
  'listen_backlog',
  'max_client_conn',
  'max_db_connections',
  'max_prepared_statements',
  'max_user_connections',
  'min_pool_size',
  'query_timeout',
  'query_wait_timeout',
  'reserve_pool_size',
  'reserve_pool_timeout',
  'server_connect_timeout',
  'server_idle_timeout',
  'server_lifetime',
] as const;

/** Other parameters that a Pooler may set, as PgBouncer writes them. */
export const OTHER_PARAMETERS = [
  'application_name_add_host',
  'client_tls13_ciphers',
  'client_tls_ciphers',
  'disable_pqexec',
  'dns_max_ttl',
  'dns_nxdomain_ttl',
  'ignore_startup_parameters',
  'log_connections',
  'log_disconnections',
  'log_pooler_errors',
  'log_stats',
  'max_packet_size',
  'pkt_buf',
  'sbuf_loopcnt',
  'server_check_delay',
  'server_check_query',
  'server_fast_close',
  'server_login_retry',
  'server_reset_query',
  'server_reset_query_always',
  'server_round_robin',
  'server_tls13_ciphers',
  'server_tls_ciphers',
  'server_tls_protocols',
  'stats_period',
  'suspend_timeout',
  'tcp_defer_accept',
  'tcp_keepalive',
  'tcp_keepcnt',
  'tcp_keepidle',
  'tcp_keepintvl',
  'tcp_socket_buffer',
  'tcp_user_timeout',
  'track_extra_parameters',
  'verbose',
] as const;

/** The parameters that say how far either side of a pooler is checked, with the operator's defaults. */
export const TLS_PARAMETERS = { client_tls_sslmode: 'prefer', server_tls_sslmode: 'verify-ca' } as const;

/** Values of {@link TLS_PARAMETERS} under which nobody reads along, and PostgreSQL proves who it is. */
export const TLS_ACCEPTED: Readonly<Record<keyof typeof TLS_PARAMETERS, readonly string[]>> = {
  client_tls_sslmode: ['require', 'verify-ca', 'verify-full'],
  server_tls_sslmode: ['verify-ca', 'verify-full'],
};

/** Says how clients prove who they are; the operator's default is `hba`: by a password. */
export const AUTHENTICATION_PARAMETER = 'auth_type';

/** Values of {@link AUTHENTICATION_PARAMETER}, and methods of lines of `pg_hba`, that let in whoever says a name. */
export const NO_AUTHENTICATION: ReadonlySet<string> = new Set(['any', 'trust']);

const ALLOWED: ReadonlySet<string> = new Set([
  ...NUMERIC_PARAMETERS,
  ...OTHER_PARAMETERS,
  ...Object.keys(TLS_PARAMETERS),
  AUTHENTICATION_PARAMETER,
]);

const OFFERED: ReadonlySet<string> = new Set([...NUMERIC_PARAMETERS, ...OTHER_PARAMETERS]);

/** Whether a parameter is one that the constructs of this library offer: what makes a pooler safe is not among them. */
export function isOfferedParameter(name: string): boolean {
  return OFFERED.has(name);
}

/**
 * Whether the operator accepts a parameter; it writes all others itself.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/internal/webhook/v1/pooler_webhook.go
 */
export function isPoolerParameter(name: string): boolean {
  return ALLOWED.has(name);
}

/** Every parameter that the operator accepts. */
export function poolerParameters(): readonly string[] {
  return [...ALLOWED];
}
