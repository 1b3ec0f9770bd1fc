import { readFileSync } from 'node:fs';

/** Resident memory of this process, in KiB. */
export interface Resident {
  readonly now: number;
  /** The most there has been. */
  readonly peak: number;
}

/**
 * Reads the resident memory. On Linux from /proc: `getrusage` there hands a parent's peak down to the child that it starts.
 */
export function residentMemory(): Resident {
  const now = process.memoryUsage.rss() / 1024;
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return { now, peak: peak === undefined ? process.resourceUsage().maxRSS : Number(peak) };
  } catch {
    return { now, peak: process.resourceUsage().maxRSS };
  }
}
