import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const asRoot = process.getuid?.() === 0;

/** Without root, a user of one's own makes the mounts. */
const UNSHARE: readonly string[] = asRoot ? ['-m'] : ['-rm'];

/** Why no mounts can be made here; empty if they can. */
export const noMounts: string = whyNoMounts();

/** Why no process can be run as another user; empty if one can. */
export const noUsers: string = isThere('setpriv', ['--version']) && asRoot ? '' : 'only root can, with setpriv';

/** Another user than root. */
export const AS_NOBODY: readonly string[] = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

function whyNoMounts(): string {
  if (process.platform !== 'linux') return 'only Linux has mount namespaces';
  if (!isThere('nsenter', ['--version'])) return 'nsenter is missing';
  return isThere('unshare', [...UNSHARE, 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp'])
    ? ''
    : 'this user may not make mounts';
}

function isThere(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}

/** Mounts that only processes started through it see, and that are gone when it is closed. */
export class MountNamespace {
  private constructor(private readonly holder: ChildProcess) {}

  /** Makes one; the processes of a user who is not root are root in it. */
  public static async open(): Promise<MountNamespace> {
    const holder = spawn('unshare', [...UNSHARE, 'sh', '-c', 'echo open; exec sleep 600']);
    await once(holder.stdout, 'data');
    return new MountNamespace(holder);
  }

  /** The command that runs another one in it. */
  public get through(): readonly string[] {
    const user = asRoot ? [] : ['-U', '--preserve-credentials'];
    return ['nsenter', '-t', String(this.holder.pid), ...user, '-m', '--'];
  }

  /** A path in it, as this process sees it. */
  public path(inside: string): string {
    return `/proc/${this.holder.pid}/root${inside}`;
  }

  /**
   * Runs a script of the shell in it.
   *
   * @throws Error with what it says, if it fails
   */
  public sh(script: string): void {
    const args = [...this.through.slice(1), 'sh', '-e', '-c', script];
    const { status, stderr } = spawnSync('nsenter', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${script}: ${stderr}`);
  }

  public close(): void {
    this.holder.kill('SIGKILL');
  }
}
