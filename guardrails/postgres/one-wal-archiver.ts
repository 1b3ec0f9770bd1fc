import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, recordOf, valueAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { ARCHIVER, IN_TREE_STORE } from './rows/backup';
import { clusterRow } from './rows/cluster';

/** PostgreSQL has one archive_command. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'one thing archives the WAL of a Cluster: a plugin, or the operator itself',
  why: 'the operator refuses a Cluster with two: where Argo CD applies it, every later change to the database stays out as well',
  fix: 'leave isWALArchiver: true on one plugin, and take spec.backup.barmanObjectStore away',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/wal_archiving/',
  check: (manifest) => {
    const [first, ...others] = archiversOf(manifest);
    return first === undefined ? [] : others.map(({ at, what }) => violation(at, `${what}, besides ${first.what}`));
  },
  valid: [
    { name: 'the plugin alone', objects: [clusterRow({ plugins: [ARCHIVER] })] },
    {
      name: 'other plugins, which archive nothing or are switched off',
      objects: [
        clusterRow({
          plugins: [
            ARCHIVER,
            { name: 'metrics.example.org' },
            { ...ARCHIVER, name: 'old.example.org', enabled: false },
          ],
        }),
      ],
    },
    {
      name: 'in the middle of a migration: the operator archives, the plugin does not yet',
      objects: [
        clusterRow({
          backup: { barmanObjectStore: IN_TREE_STORE },
          plugins: [{ ...ARCHIVER, isWALArchiver: false }],
        }),
      ],
    },
  ],
  invalid: [
    {
      name: 'two plugins',
      objects: [clusterRow({ plugins: [ARCHIVER, { name: 'other.example.org', isWALArchiver: true }] })],
      findings: [
        {
          at: 'spec.plugins[1].isWALArchiver',
          got: 'other.example.org, besides barman-cloud.cloudnative-pg.io',
        },
      ],
    },
    {
      name: 'the plugin, and the object store of the operator',
      objects: [clusterRow({ backup: { barmanObjectStore: IN_TREE_STORE }, plugins: [ARCHIVER] })],
      findings: [
        {
          at: 'spec.plugins[0].isWALArchiver',
          got: 'barman-cloud.cloudnative-pg.io, besides backup.barmanObjectStore',
        },
      ],
    },
  ],
});

interface Archiver {
  readonly at: string;
  readonly what: string;
}

function archiversOf(manifest: Manifest): Archiver[] {
  const inTree = valueAt(manifest, ['spec', 'backup', 'barmanObjectStore']) !== undefined;
  const plugins = fieldsAt(manifest, 'spec.plugins[]').flatMap(({ at, value }): Archiver[] => {
    const { name, enabled, isWALArchiver } = recordOf(value);
    return isWALArchiver === true && enabled !== false ? [{ at: `${at}.isWALArchiver`, what: String(name) }] : [];
  });
  return inTree ? [{ at: 'spec.backup', what: 'backup.barmanObjectStore' }, ...plugins] : plugins;
}

function violation(at: string, got: string): Violation {
  return { at, got, expected: 'one archiver' };
}
