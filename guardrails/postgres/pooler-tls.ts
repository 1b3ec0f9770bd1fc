import type { Manifest } from '../../constructs/model';
import { TLS_ACCEPTED, TLS_PARAMETERS } from '../../constructs/postgres/pooler/parameters/derived';
import { poolerView } from '../../constructs/postgres/pooler/view/derived';
import { shown } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { poolerRow } from './rows/clients';

const NAMES = ['client_tls_sslmode', 'server_tls_sslmode'] as const;

/** The operator's defaults: clients may come without TLS, and PostgreSQL has to show a certificate. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Pooler',
  severity: 'error',
  summary: 'a Pooler takes clients over TLS only, and checks the certificate of PostgreSQL',
  why: 'with the default, prefer, a client that asks for no TLS gets none: what it says can be read and changed on the way',
  fix: 'set client_tls_sslmode: require and server_tls_sslmode: verify-full in spec.pgbouncer.parameters',
  waive: 'for a client in the same pod or on a network of its own that has no TLS',
  source: 'https://www.pgbouncer.org/config.html#tls-settings',
  check: (manifest) => {
    const { parameters } = poolerView(manifest);
    return NAMES.flatMap((name) => {
      const value = parameters[name] ?? TLS_PARAMETERS[name];
      const written = parameters[name] === undefined ? `nothing, which means ${shown(value)}` : shown(value);
      return TLS_ACCEPTED[name].includes(shown(value))
        ? []
        : [
            {
              at: `spec.pgbouncer.parameters.${name}`,
              got: written,
              expected: TLS_ACCEPTED[name].join(' or '),
            },
          ];
    });
  },
  valid: [
    { name: 'TLS on both sides', objects: [poolerRow()] },
    {
      name: 'certificates of clients, and the default towards PostgreSQL',
      objects: [poolerRow({ parameters: { client_tls_sslmode: 'verify-full' } })],
    },
  ],
  invalid: [
    {
      name: 'the defaults of the operator',
      objects: [poolerRow({ parameters: {} })],
      findings: [{ at: 'spec.pgbouncer.parameters.client_tls_sslmode', got: 'nothing, which means prefer' }],
    },
    {
      name: 'nothing checked on either side',
      objects: [poolerRow({ parameters: { client_tls_sslmode: 'disable', server_tls_sslmode: 'require' } })],
      findings: [
        { at: 'spec.pgbouncer.parameters.client_tls_sslmode', got: 'disable' },
        { at: 'spec.pgbouncer.parameters.server_tls_sslmode', got: 'require' },
      ],
    },
  ],
});
