import type { Manifest, Violation } from '../../constructs/model';
import { parseSecondsCron } from '../../constructs/model/cron';
import type { ScheduledBackup } from '../../imports/postgresql.cnpg.io/v1';
import { defineGuardrail } from '../rule';

const scheduledBackup = (spec: object, name = 'pg-main-nightly'): Manifest => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'ScheduledBackup',
  metadata: { name, namespace: 'databases' },
  spec: { cluster: { name: 'pg-main' }, ...spec },
});

const PLUGIN = { method: 'plugin', pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' } };

/** Schedules of CloudNativePG have a field for seconds, which comes first. */
export default defineGuardrail<ScheduledBackup>({
  kind: 'postgresql.cnpg.io/ScheduledBackup',
  severity: 'error',
  summary: 'a ScheduledBackup has a schedule of six fields that fires, and says how it backs up',
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
      findings: [{ at: 'spec.schedule', got: '"0 3 * * *", 5 fields' }],
    },
    {
      name: 'numbers out of range, a day that never comes, and a word that is none',
      objects: [
        scheduledBackup({ schedule: '99 99 99 * * *', ...PLUGIN }),
        scheduledBackup({ schedule: '0 0 3 31 2 *', ...PLUGIN }, 'pg-main-monthly'),
        scheduledBackup({ schedule: '@nonsense', ...PLUGIN }, 'pg-main-sometimes'),
      ],
      findings: [
        { at: 'spec.schedule', got: '"99 99 99 * * *", with "99" as the second' },
        { at: 'spec.schedule', got: '"0 0 3 31 2 *", a schedule that never fires' },
        { at: 'spec.schedule', got: '"@nonsense"' },
      ],
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

/** A schedule of five fields may be that of a CronJob: as it stands, it means another time. */
function scheduleOf(schedule: unknown): Violation[] {
  const read = parseSecondsCron(schedule);
  return read.ok ? [] : [{ at: 'spec.schedule', ...read.fault }];
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
