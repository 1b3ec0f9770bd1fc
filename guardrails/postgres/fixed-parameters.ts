import type { Manifest } from '../../constructs/model';
import { fieldsAt, shown } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const withParameters = (parameters: Readonly<Record<string, string>>): Manifest =>
  clusterRow({ postgresql: { parameters } });

const TLS = 'name your own certificates in spec.certificates';
const RECOVERY = 'write spec.bootstrap.recovery';

/** Parameters that CloudNativePG keeps to itself, with the field that replaces one where there is one. */
const FIXED: ReadonlyMap<string, string | undefined> = new Map([
  ...[
    'allow_system_table_mods archive_cleanup_command bonjour bonjour_name cluster_name config_file data_directory',
    'data_sync_retry event_source external_pid_file hot_standby jit_provider listen_addresses',
    'log_destination log_directory log_file_mode log_filename log_rotation_age log_rotation_size',
    'log_truncate_on_rotation logging_collector pg_failover_slots.primary_dsn pg_failover_slots.standby_slot_names',
    'port primary_conninfo primary_slot_name promote_trigger_file recovery_end_command recovery_min_apply_delay',
    'restart_after_crash stats_temp_directory synchronized_standby_slots syslog_facility syslog_ident',
    'syslog_sequence_numbers syslog_split_messages unix_socket_directories unix_socket_group unix_socket_permissions',
  ].flatMap((line) => line.split(' ').map((name) => [name, undefined] as const)),
  ...['', '_ca_file', '_cert_file', '_crl_file', '_dh_params_file', '_key_file', '_passphrase_command']
    .concat('_ecdh_curve', '_passphrase_command_supports_reload', '_prefer_server_ciphers')
    .map((end) => [`ssl${end}`, TLS] as const),
  ...['', '_action', '_inclusive', '_lsn', '_name', '_time', '_timeline', '_xid'].map(
    (end) => [`recovery_target${end}`, RECOVERY] as const,
  ),
  ['restore_command', RECOVERY],
  ['archive_command', 'name the archiver in spec.plugins'],
  ['archive_mode', 'name the archiver in spec.plugins'],
  ['hba_file', 'write the lines into spec.postgresql.pg_hba'],
  ['ident_file', 'write the lines into spec.postgresql.pg_ident'],
  ['shared_preload_libraries', 'write the libraries into spec.postgresql.shared_preload_libraries'],
  ['synchronous_standby_names', 'write spec.postgresql.synchronous'],
  ['temp_tablespaces', 'mark the tablespace as temporary in spec.tablespaces'],
]);

/** What the operator sets these to itself: in a Cluster copied from an API server they stand like this. */
const OWN: ReadonlyMap<string, readonly string[]> = new Map([
  ['archive_mode', ['on', 'always']],
  ['hot_standby', ['true']],
  ['listen_addresses', ['*']],
  ['log_destination', ['csvlog']],
  ['log_directory', ['/controller/log']],
  ['log_filename', ['postgres']],
  ['log_rotation_age', ['0']],
  ['log_rotation_size', ['0']],
  ['log_truncate_on_rotation', ['false']],
  ['logging_collector', ['on']],
  ['port', ['5432']],
  ['restart_after_crash', ['false']],
  ['shared_preload_libraries', ['']],
  ['ssl', ['on']],
  ['unix_socket_directories', ['/controller/run']],
]);

/** Connection strings and commands hold passwords, which no pattern finds for sure: no value is repeated. */
const WITHHELD = 'a value of its own, not shown';

const EXPECTED = 'nothing: the operator sets it';

/** The operator runs PostgreSQL by these parameters, and refuses a Cluster that sets one otherwise. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'a Cluster leaves alone the parameters of PostgreSQL that the operator sets',
  why: 'the operator refuses the whole Cluster: where Argo CD applies it, every later change to the database stays out as well',
  fix: 'leave the parameter out: the operator sets it',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/postgresql_conf/#fixed-parameters',
  check: (manifest) =>
    fieldsAt(manifest, 'spec.postgresql.parameters{}').flatMap(({ at, segments, value }) => {
      const name = String(segments.at(-1));
      const fix = FIXED.get(name);
      return !FIXED.has(name) || OWN.get(name)?.includes(shown(value)) === true
        ? []
        : [{ at, got: WITHHELD, expected: EXPECTED, ...(fix === undefined ? {} : { fix }) }];
    }),
  valid: [
    {
      name: 'parameters that are yours',
      objects: [withParameters({ max_connections: '200', shared_buffers: '512MB', 'pg_stat_statements.max': '5000' })],
    },
    {
      name: 'what the operator writes itself, copied from a cluster that runs',
      objects: [withParameters({ archive_mode: 'on', port: '5432', shared_preload_libraries: '' })],
    },
  ],
  invalid: [
    {
      name: 'another port, other addresses, and no encryption',
      objects: [withParameters({ port: '5433', listen_addresses: 'localhost', ssl: 'off' })],
      findings: [
        { at: 'spec.postgresql.parameters.listen_addresses', got: WITHHELD },
        { at: 'spec.postgresql.parameters.port', got: WITHHELD },
        { at: 'spec.postgresql.parameters.ssl', got: WITHHELD },
      ],
    },
    {
      name: 'an archiver of your own, and a library where others belong',
      objects: [
        withParameters({
          archive_command: 'cp %p /archive/%f',
          shared_preload_libraries: 'timescaledb',
          max_wal_senders: '8',
        }),
      ],
      findings: [
        { at: 'spec.postgresql.parameters.archive_command', got: WITHHELD },
        { at: 'spec.postgresql.parameters.shared_preload_libraries', got: WITHHELD },
      ],
    },
    {
      name: 'a parameter of an extension that the operator looks after',
      objects: [withParameters({ 'pg_failover_slots.standby_slot_names': 'other' })],
      findings: [{ at: 'spec.postgresql.parameters["pg_failover_slots.standby_slot_names"]', got: WITHHELD }],
    },
  ],
});
