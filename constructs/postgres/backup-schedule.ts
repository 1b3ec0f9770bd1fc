import { parseSecondsCron } from '../model/cron';
import { parsed, type Parsed } from '../model/parsed';

/** A time of day, in the time zone of the operator: UTC. */
export interface TimeOfDay {
  /** 0 to 23. */
  readonly hour: number;
  /**
   * 0 to 59.
   *
   * @default 0
   */
  readonly minute?: number;
}

/**
 * When backups of a PostgreSQL cluster start: six fields, second first, as the operator reads them. A schedule of five
 * fields, as CronJobs have them, would be read with every field one place to the left.
 *
 * @see https://github.com/robfig/cron/blob/v1.2.0/parser.go
 */
export class BackupSchedule {
  private constructor(
    /** The schedule as a ScheduledBackup has it. */
    public readonly text: string,
  ) {}

  /** Every day at a time in UTC. A time that is none is refused where the schedule is used. */
  public static daily({ hour, minute = 0 }: TimeOfDay): BackupSchedule {
    return new BackupSchedule(`0 ${minute} ${hour} * * *`);
  }

  /** Reads six fields, second first, or a word such as `@daily`. */
  public static parse(text: unknown): Parsed<BackupSchedule> {
    const schedule = parseSecondsCron(text);
    return schedule.ok ? parsed(new BackupSchedule(schedule.value.text)) : schedule;
  }
}
