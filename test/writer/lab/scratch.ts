import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Places for targets: in memory, where nothing is waited for, and on a disk, where the child waits for every file. */
export type Medium = 'memory' | 'disk';

/** Folders that are removed together. */
export class Scratch {
  private readonly bases = new Map<Medium, string>();
  private count = 0;

  /** Makes an empty folder, which every user may enter. */
  public folder(medium: Medium = 'memory'): string {
    const folder = join(this.base(medium), String(++this.count));
    fs.mkdirSync(folder);
    return folder;
  }

  public remove(): void {
    for (const base of this.bases.values()) fs.rmSync(base, { recursive: true, force: true });
    this.bases.clear();
  }

  private base(medium: Medium): string {
    const known = this.bases.get(medium);
    if (known !== undefined) return known;
    const inMemory = medium === 'memory' && fs.existsSync('/dev/shm');
    const base = fs.mkdtempSync(join(inMemory ? '/dev/shm' : fs.realpathSync(tmpdir()), 'rackproof-torture-'));
    fs.chmodSync(base, 0o755);
    this.bases.set(medium, base);
    return base;
  }
}
