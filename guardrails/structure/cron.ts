import type { Manifest, Violation } from '../../constructs/model';
import { parseCron } from '../../constructs/model/cron';
import { parseTimeZone } from '../../constructs/model/time-zone';
import { fieldsAt } from '../engine/fields';
import { kindOf } from '../engine/kind';
import { refusal } from '../engine/refusal';
import { defineStructureRule } from '../rule';

/** Schedules of five fields, by kind. */
const SCHEDULES: ReadonlyMap<string, string> = new Map([
  ['batch/CronJob', 'spec.schedule'],
  ['kyverno.io/CleanupPolicy', 'spec.schedule'],
  ['kyverno.io/ClusterCleanupPolicy', 'spec.schedule'],
  ['longhorn.io/RecurringJob', 'spec.cron'],
  ['velero.io/Schedule', 'spec.schedule'],
]);

const cronJob = (schedule: string, more: Readonly<Record<string, unknown>> = {}): Manifest => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'ddns', namespace: 'dns' },
  spec: {
    schedule,
    ...more,
    jobTemplate: {
      spec: {
        template: {
          spec: { restartPolicy: 'Never', containers: [{ name: 'ddns', image: 'ghcr.io/example/ddns:1.4.0' }] },
        },
      },
    },
  },
});

/** A schedule that never fires fails nobody, and nothing alerts. */
export default defineStructureRule<Manifest>({
  kind: [...SCHEDULES.keys()],
  severity: 'error',
  summary: 'every schedule is a valid one that fires, and every time zone a name of the IANA database',
  why: 'a schedule that never fires is accepted: the backup is never made, and nothing says so',
  fix: 'write five fields: minute, hour, day of month, month, day of week',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
  check,
  valid: [
    { name: 'every day at six, in a time zone', objects: [cronJob('0 6 * * *', { timeZone: 'Europe/Berlin' })] },
    { name: 'a shorthand', objects: [cronJob('@hourly')] },
    {
      name: 'a Schedule of Velero, which takes the time zone in the schedule',
      objects: [
        {
          apiVersion: 'velero.io/v1',
          kind: 'Schedule',
          metadata: { name: 'nightly', namespace: 'velero' },
          spec: { schedule: 'CRON_TZ=Europe/Berlin 0 3 * * *', template: {} },
        },
      ],
    },
  ],
  invalid: [
    { name: 'the 31st of February', objects: [cronJob('0 0 31 2 *')], findings: [{ at: 'spec.schedule' }] },
    {
      name: 'a time zone in the schedule of a CronJob',
      objects: [cronJob('TZ=Europe/Berlin 0 6 * * *')],
      findings: [{ at: 'spec.schedule' }],
    },
    {
      name: 'the time zone of whichever node it is',
      objects: [cronJob('0 6 * * *', { timeZone: 'Local' })],
      findings: [{ at: 'spec.timeZone' }],
    },
    { name: 'minute 60', objects: [cronJob('60 * * * *')], findings: [{ at: 'spec.schedule' }] },
  ],
});

/** Only the API server refuses a time zone here; the library that all of them use reads it. */
const ZONE = /^(?:CRON_)?TZ=(\S+)\s+/;

function check(manifest: Manifest): Violation[] {
  const kind = kindOf(manifest);
  const path = SCHEDULES.get(kind) ?? '';
  return [
    ...fieldsAt(manifest, path).flatMap(({ at, value }) => {
      const [prefix = '', zone] = kind === 'batch/CronJob' || typeof value !== 'string' ? [] : (ZONE.exec(value) ?? []);
      const schedule = typeof value === 'string' ? value.slice(prefix.length) : value;
      return [...refusal(at, parseCron(schedule)), ...(zone === undefined ? [] : refusal(at, parseTimeZone(zone)))];
    }),
    ...(kind === 'batch/CronJob'
      ? fieldsAt(manifest, 'spec.timeZone').flatMap(({ at, value }) => refusal(at, parseTimeZone(value)))
      : []),
  ];
}
