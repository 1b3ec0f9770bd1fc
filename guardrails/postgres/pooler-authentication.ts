import type { Manifest, Violation } from '../../constructs/model';
import { AUTHENTICATION_PARAMETER, NO_AUTHENTICATION } from '../../constructs/postgres/pooler/parameters/derived';
import { fieldsAt, shown } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { poolerRow } from './rows/clients';

const TLS = { client_tls_sslmode: 'require' };

/** PostgreSQL believes the pooler, and the pooler what it is told to believe. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Pooler',
  severity: 'error',
  summary: 'a Pooler lets nobody in without a password or a certificate',
  why: 'with trust or any, whoever reaches the pooler connects under any name',
  fix: 'leave auth_type out, and write scram-sha-256 or cert into lines of pg_hba',
  waive: 'never',
  source: 'https://www.pgbouncer.org/config.html#authentication-settings',
  check: (manifest) => [...byParameter(manifest), ...byLine(manifest)],
  valid: [
    { name: 'what the operator writes', objects: [poolerRow()] },
    {
      name: 'certificates for one database, and a user who is called trust',
      objects: [
        poolerRow({ parameters: TLS, pg_hba: ['hostssl wiki all all cert', 'host all trust all scram-sha-256'] }),
      ],
    },
  ],
  invalid: [
    {
      name: 'anybody, under any name',
      objects: [poolerRow({ parameters: { ...TLS, auth_type: 'any' } })],
      findings: [{ at: 'spec.pgbouncer.parameters.auth_type', got: 'any' }],
    },
    {
      name: 'lines for networks that are thought safe',
      objects: [poolerRow({ pg_hba: ['host all all 10.0.0.0/8 md5', 'host all all 10.0.0.0 255.0.0.0 trust map=x'] })],
      findings: [{ at: 'spec.pgbouncer.pg_hba[1]', got: 'a line with trust' }],
    },
  ],
});

function byParameter(manifest: Manifest): Violation[] {
  return fieldsAt(manifest, `spec.pgbouncer.parameters.${AUTHENTICATION_PARAMETER}`)
    .filter(({ value }) => NO_AUTHENTICATION.has(shown(value)))
    .map(({ at, value }) => ({ at, got: shown(value), expected: 'hba, or nothing, which means the same' }));
}

/** Type, database and user come first, then an address with or without a mask, then the method. */
function byLine(manifest: Manifest): Violation[] {
  return fieldsAt(manifest, 'spec.pgbouncer.pg_hba[]').flatMap(({ at, value }) => {
    const methods = shown(value).trim().split(/\s+/).slice(3, 6);
    return methods.includes('trust') ? [{ at, got: 'a line with trust', expected: 'scram-sha-256, md5 or cert' }] : [];
  });
}
