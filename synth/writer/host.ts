import { homedir, userInfo } from 'node:os';
import { realFileOps, type FileOps } from './file-ops';
import { realProcesses, type Processes } from './processes';

/** What the writer needs from the machine; a test gives another one. */
export interface WriterHost {
  readonly ops: FileOps;
  readonly processes: Processes;
  /** Directories that are somebody's home. */
  readonly homes: readonly string[];
}

/** The machine that we run on. */
export function realHost(): WriterHost {
  return {
    ops: realFileOps,
    processes: realProcesses(),
    homes: [homedir(), homeOfUser()].filter((home) => home !== ''),
  };
}

/** The home that the system has on record, whatever `HOME` says; a container's user may have none. */
function homeOfUser(): string {
  try {
    return userInfo().homedir;
  } catch {
    return '';
  }
}
