import { defineInputRule } from '../rule';

/** The schedule of a ScheduledBackup is not that of a CronJob. */
export default defineInputRule('construct', {
  applies: 'ScheduledBackup',
  severity: 'error',
  summary: 'the schedule of backups has six fields, second first, and fires',
  why: 'the operator only warns of five fields and reads them one place to the left: `0 3 * * *` then backs up every hour',
  fix: 'put the second before the five fields',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/backup/#scheduled-backups',
  valid: [
    { name: 'every night at three', input: { schedule: '0 0 3 * * *' } },
    { name: 'a word', input: { schedule: '@daily' } },
  ],
  invalid: [
    {
      name: 'a schedule as CronJobs have it',
      input: { schedule: '0 3 * * *' },
      findings: [{ at: 'props.schedule', got: '"0 3 * * *", 5 fields' }],
    },
    {
      name: 'a day that never comes',
      input: { schedule: '0 0 3 31 2 *' },
      findings: [{ at: 'props.schedule', got: '"0 0 3 31 2 *", a schedule that never fires' }],
    },
    { name: 'nothing', input: { schedule: '' }, findings: [{ at: 'props.schedule' }] },
  ],
});
