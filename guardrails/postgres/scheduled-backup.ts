import type { Manifest, Violation } from '../../constructs/model';
import type { ScheduledBackup } from '../../imports/postgresql.cnpg.io/v1';
import { defineGuardrail } from '../rule';

const scheduledBackup = (spec: object): Manifest => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'ScheduledBackup',
  metadata: { name: 'pg-main-nightly', namespace: 'databases' },
  spec: { cluster: { name: 'pg-main' }, ...spec },
});

const PLUGIN = { method: 'plugin', pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' } };

/** Schedules of CloudNativePG have a field for seconds, which comes first. */
export default defineGuardrail<ScheduledBackup>({
  kind: 'postgresql.cnpg.io/ScheduledBackup',
  severity: 'error',
  summary: 'a ScheduledBackup has a schedule of six fields, and says how it backs up',
  why: 'read with seconds first, `0 3 * * *` runs every hour, and thousands of Backups have stopped operators; the default method is one that is going away',
  fix: 'put the second before the five fields, and set method: plugin with a pluginConfiguration',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/backup/#scheduled-backups',
  check: ({ spec }) => [...methodOf(spec), ...scheduleOf(spec.schedule)],
  valid: [
    { name: 'every night at three, by the plugin', objects: [scheduledBackup({ schedule: '0 0 3 * * *', ...PLUGIN })] },
    {
      name: 'a word, and snapshots of the volumes',
      objects: [scheduledBackup({ schedule: '@daily', method: 'volumeSnapshot' })],
    },
  ],
  invalid: [
    {
      name: 'a schedule as CronJobs have it: at every third minute past the hour',
      objects: [scheduledBackup({ schedule: '0 3 * * *', ...PLUGIN })],
      findings: [{ at: 'spec.schedule', got: '0 3 * * *, of five fields' }],
    },
    {
      name: 'no method, which means the one that is going away',
      objects: [scheduledBackup({ schedule: '0 0 3 * * *' })],
      findings: [{ at: 'spec.method', got: 'nothing, which means barmanObjectStore' }],
    },
    {
      name: 'the plugin without its name',
      objects: [scheduledBackup({ schedule: '0 0 3 * * *', method: 'plugin' })],
      findings: [{ at: 'spec.pluginConfiguration.name', got: 'nothing' }],
    },
  ],
});

const FIVE_FIELDS = 5;
const SIX_FIELDS = 6;

function scheduleOf(schedule: string): Violation[] {
  const fields = schedule.trim().split(/\s+/);
  if (fields.length === SIX_FIELDS || schedule.startsWith('@')) {
    return [];
  }
  const five = fields.length === FIVE_FIELDS;
  return [
    {
      at: 'spec.schedule',
      got: `${schedule}, of ${five ? 'five' : fields.length} fields`,
      expected: 'six fields: second, minute, hour, day of the month, month, day of the week',
      ...(five ? { fix: `write "0 ${schedule.trim()}" if the fields are those of a CronJob` } : {}),
    },
  ];
}

function methodOf({ method, pluginConfiguration }: ScheduledBackup['spec']): Violation[] {
  if (method === undefined) {
    const expected = 'plugin or volumeSnapshot';
    return [{ at: 'spec.method', got: 'nothing, which means barmanObjectStore', expected }];
  }
  return method === 'plugin' && pluginConfiguration === undefined
    ? [{ at: 'spec.pluginConfiguration.name', got: 'nothing', expected: 'barman-cloud.cloudnative-pg.io' }]
    : [];
}
