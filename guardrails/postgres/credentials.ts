import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, textOf, type Field } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { mayHaveKey } from '../engine/references/targets';
import { defineGuardrail } from '../rule';
import { roleRow } from './rows/clients';
import { clusterRow } from './rows/cluster';

/** Fields that name a Secret with a user and a password. */
const FIELDS = [
  'spec.passwordSecret.name',
  'spec.managed.roles[].passwordSecret.name',
  'spec.bootstrap.initdb.secret.name',
  'spec.superuserSecret.name',
];

const KEYS = ['username', 'password'];

const sealed = (keys: readonly string[]): Manifest => ({
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata: { name: 'pg-main-wiki', namespace: 'databases' },
  spec: {
    encryptedData: Object.fromEntries(keys.map((key) => [key, 'AgBy3i4OJSWK'])),
    template: { type: 'kubernetes.io/basic-auth', metadata: { labels: { 'cnpg.io/reload': 'true' } } },
  },
});

const PASSWORD = { passwordSecret: { name: 'pg-main-wiki' } };

/** The operator reads two keys, and nothing else, of whatever gives a role its password. */
export default defineGuardrail<Manifest>({
  kind: ['postgresql.cnpg.io/Cluster', 'postgresql.cnpg.io/DatabaseRole'],
  severity: 'error',
  summary: 'a Secret with the password of a role has the keys username and password',
  why: 'without one of them the role gets no password, or no instance starts; the log of the instance says so, and nobody reads it',
  fix: 'make it a Secret of type kubernetes.io/basic-auth, with the role as its username',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/declarative_role_management/#password-management',
  check: (manifest, index) =>
    FIELDS.flatMap((path) => fieldsAt(manifest, path)).flatMap((field) => judge(field, manifest, index)),
  valid: [
    { name: 'a sealed Secret with both', objects: [roleRow(PASSWORD), sealed(['username', 'password'])] },
    { name: 'one that comes from elsewhere: its keys are not known', objects: [roleRow(PASSWORD)] },
  ],
  invalid: [
    {
      name: 'a password alone',
      objects: [roleRow(PASSWORD), sealed(['password'])],
      findings: [{ at: 'spec.passwordSecret.name', got: 'pg-main-wiki, without username' }],
    },
    {
      name: 'the keys of another application, for a managed role and for the first owner',
      objects: [
        clusterRow({
          bootstrap: { initdb: { secret: { name: 'pg-main-wiki' } } },
          managed: { roles: [{ name: 'wiki', ...PASSWORD }] },
        }),
        sealed(['user', 'pass']),
      ],
      findings: [
        { at: 'spec.bootstrap.initdb.secret.name', got: 'pg-main-wiki, without username and password' },
        { at: 'spec.managed.roles[0].passwordSecret.name', got: 'pg-main-wiki, without username and password' },
      ],
    },
  ],
});

function judge({ at, value }: Field, { metadata }: Manifest, index: ObjectIndex): Violation[] {
  const name = textOf(value);
  if (name === undefined) {
    return [];
  }
  const secret = { kind: 'Secret', name, namespace: metadata.namespace };
  const missing = KEYS.filter((key) => !mayHaveKey(secret, key, index));
  return missing.length === 0
    ? []
    : [
        {
          at,
          got: `${name}, without ${missing.join(' and ')}`,
          expected: 'a Secret with the keys username and password',
        },
      ];
}
