import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { HEALTH_CHECKS } from '../constructs/gitops/health/derived';

/** What Argo CD says of an object, asked of a real Lua. */
interface Health {
  readonly status: string;
  readonly message: string;
}

function healthOf(kind: string, object: object): Health {
  const check = HEALTH_CHECKS[`resource.customizations.health.${kind}`]!;
  const chunk = `local obj = ${table(object)}\n${check}`;
  const { stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'fixtures/lua.cjs')], {
    input: JSON.stringify([chunk]),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as readonly Health[])[0]!;
}

/** A JSON value as Lua writes it. */
function table(value: unknown): string {
  if (Array.isArray(value)) {
    return `{${value.map(table).join(', ')}}`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, member]) => `[${JSON.stringify(key)}] = ${table(member)}`)
      .join(', ')}}`;
  }
  return value === null ? 'nil' : JSON.stringify(value);
}

describe('the health of an Application', () => {
  const spec = { source: { targetRevision: '1.2.3' } };
  const application = (more: object): object => ({
    spec,
    status: {
      health: { status: 'Healthy' },
      operationState: { phase: 'Succeeded' },
      sync: { comparedTo: { source: spec.source } },
      ...more,
    },
  });

  it('is its own once a sync came to its end', () => {
    expect(healthOf('argoproj.io_Application', application({}))).toMatchObject({ status: 'Healthy' });
    const degraded = application({ health: { status: 'Degraded', message: 'no pods' } });
    expect(healthOf('argoproj.io_Application', degraded)).toMatchObject({ status: 'Degraded', message: 'no pods' });
  });

  it.each([
    ['it was never synchronised', { spec }],
    ['a sync is running', application({ operationState: { phase: 'Running' } })],
    [
      'the last sync failed, and what is missing is no part of its health',
      application({ operationState: { phase: 'Failed' } }),
    ],
    ['the last sync ended with an error', application({ operationState: { phase: 'Error' } })],
    ['a sync is asked for', { ...application({}), operation: { sync: {} } }],
    [
      'it still shows what it was before the chart was changed',
      application({ sync: { comparedTo: { source: { targetRevision: '1.2.2' } } } }),
    ],
  ])('is unknown while %s: waves wait', (_when, object) => {
    expect(healthOf('argoproj.io_Application', object)).toMatchObject({ status: 'Progressing' });
  });

  it('needs no revision in the spec', () => {
    const none = {
      spec: { source: {} },
      status: { health: { status: 'Healthy' }, operationState: { phase: 'Succeeded' } },
    };
    expect(healthOf('argoproj.io_Application', none)).toMatchObject({ status: 'Healthy' });
  });
});

describe('the health of other kinds', () => {
  it.each([
    ['PersistentVolumeClaim', { status: { phase: 'Pending' } }, 'Healthy'],
    ['PersistentVolumeClaim', { status: { phase: 'Bound' } }, 'Healthy'],
    ['PersistentVolumeClaim', {}, 'Healthy'],
    ['PersistentVolumeClaim', { status: { phase: 'Lost' } }, 'Degraded'],
    ['longhorn.io_BackupTarget', { spec: { backupTargetURL: '' } }, 'Healthy'],
    ['longhorn.io_BackupTarget', { spec: { backupTargetURL: 's3://b@r/' }, status: { available: true } }, 'Healthy'],
    ['longhorn.io_BackupTarget', { spec: { backupTargetURL: 's3://b@r/' }, status: { available: false } }, 'Degraded'],
    ['longhorn.io_BackupTarget', { spec: { backupTargetURL: 's3://b@r/' } }, 'Progressing'],
    ['velero.io_BackupStorageLocation', { status: { phase: 'Available' } }, 'Healthy'],
    ['velero.io_BackupStorageLocation', { status: { phase: 'Unavailable' } }, 'Degraded'],
    ['velero.io_BackupStorageLocation', {}, 'Progressing'],
    ['velero.io_Schedule', { status: { phase: 'Enabled' } }, 'Healthy'],
    ['velero.io_Schedule', { status: { phase: 'FailedValidation' } }, 'Degraded'],
    ['velero.io_Schedule', { status: { phase: 'New' } }, 'Progressing'],
  ])('%s %j is %s', (kind, object, status) => {
    expect(healthOf(kind, object)).toMatchObject({ status });
  });

  it('is that of every check: each ran', () => {
    expect(Object.keys(HEALTH_CHECKS)).toHaveLength(5);
  });
});
