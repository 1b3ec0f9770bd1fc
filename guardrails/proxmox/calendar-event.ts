import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import { parseCalendarEvent } from '../../constructs/model/calendar-event';
import { jobRow } from '../engine/example-proxmox';
import { textKnownNow } from '../engine/proxmox';
import { defineGuardrail } from '../rule';

/** Schedules are calendar events as Proxmox reads them, which is neither cron nor English. */
export default defineGuardrail<HostObject>({
  kind: PROXMOX_TYPE.backupJob,
  severity: 'error',
  summary: 'the schedule of a backup job is a calendar event that Proxmox VE reads, and that fires',
  lesson: 'article 01 writes "daily at 02:00", which is no calendar event: the time alone means every day',
  why: 'Proxmox VE refuses what it cannot read in the middle of pulumi up, and an event on 30 February is accepted and never backs up anything',
  fix: 'write [WEEKDAY] [[YEAR-]MONTH-DAY] HOUR:MINUTE: 02:00 is every night, sat 03:00 every Saturday',
  waive: 'never',
  source: 'https://pve.proxmox.com/pve-docs/chapter-pve-calendar-events.html',
  check: ({ inputs }) => {
    const schedule = textKnownNow(inputs['schedule']);
    const event = schedule === undefined ? undefined : parseCalendarEvent(schedule);
    return event === undefined || event.ok ? [] : [{ at: 'inputs.schedule', ...event.fault }];
  },
  valid: [
    { name: 'every night', resources: [jobRow({ inputs: { schedule: '02:00' } })] },
    { name: 'working days, every four hours', resources: [jobRow({ inputs: { schedule: 'mon..fri 0/4:15' } })] },
    { name: 'the first of every month', resources: [jobRow({ inputs: { schedule: '*-*-01 04:30:00' } })] },
  ],
  invalid: [
    {
      name: 'the schedule of article 01',
      resources: [jobRow({ inputs: { schedule: 'daily at 02:00' } })],
      findings: [{ at: 'inputs.schedule', got: '"daily at 02:00"' }],
    },
    {
      name: 'cron',
      resources: [jobRow({ inputs: { schedule: '0 2 * * *' } })],
      findings: [{ at: 'inputs.schedule', got: '"0 2 * * *"' }],
    },
    {
      name: 'a day that no year has',
      resources: [jobRow({ inputs: { schedule: '02-30 02:00' } })],
      findings: [{ at: 'inputs.schedule' }],
    },
  ],
});
