import type { Manifest } from '../../constructs/model';
import { isPoolerParameter, poolerParameters } from '../../constructs/postgres/pooler/parameters/derived';
import { fieldsAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { poolerRow } from './rows/clients';

/** The schema of a Pooler takes any key; the webhook of the operator does not. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Pooler',
  severity: 'error',
  summary: 'a Pooler sets parameters that the operator leaves to its users',
  why: 'the operator writes the others itself and refuses the Pooler: the synchronisation fails, and clients keep the old one',
  fix: 'take the parameter out, or correct its name',
  waive: 'for a parameter that a newer operator knows',
  source: 'https://cloudnative-pg.io/documentation/current/connection_pooling/#pgbouncer-configuration-options',
  check: (manifest, index) =>
    fieldsAt(manifest, 'spec.pgbouncer.parameters{}').flatMap(({ at, segments }) => {
      const name = String(segments.at(-1));
      if (isPoolerParameter(name)) {
        return [];
      }
      const near = index.closest(name, poolerParameters);
      const fix = near === undefined ? {} : { fix: `write ${near}, if that is what was meant` };
      return [{ at, got: name, expected: 'a parameter that the operator accepts', ...fix }];
    }),
  valid: [
    { name: 'TLS alone', objects: [poolerRow()] },
    {
      name: 'sizes, and what clients may say',
      objects: [
        poolerRow({
          parameters: {
            client_tls_sslmode: 'require',
            default_pool_size: '20',
            ignore_startup_parameters: 'application_name',
          },
        }),
      ],
    },
  ],
  invalid: [
    {
      name: 'what the operator writes itself',
      objects: [poolerRow({ parameters: { client_tls_sslmode: 'require', auth_user: 'app', listen_port: '6432' } })],
      findings: [
        { at: 'spec.pgbouncer.parameters.auth_user', got: 'auth_user' },
        { at: 'spec.pgbouncer.parameters.listen_port', got: 'listen_port' },
      ],
    },
    {
      name: 'a name that is almost one',
      objects: [poolerRow({ parameters: { client_tls_sslmode: 'require', max_client_connections: '100' } })],
      findings: [{ at: 'spec.pgbouncer.parameters.max_client_connections', got: 'max_client_connections' }],
    },
  ],
});
