import * as fs from 'node:fs';

/** What stands at a path, itself and not what it may lead to. */
export interface Item {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  /** Bytes of a file, one a character; where a link leads to. */
  readonly content: string;
  /** Type and permissions. */
  readonly mode: bigint;
  /** Nanoseconds. */
  readonly mtime: bigint;
  readonly inode: bigint;
}

/** Everything below a directory by its path, one character for each byte of a name. */
export type Snapshot = ReadonlyMap<string, Item>;

/** Looks at everything below a directory; nothing is opened that could block. Nothing if it is not there. */
export function snapshotOf(root: string): Snapshot {
  const found = new Map<string, Item>();
  if (fs.existsSync(root)) walk(Buffer.from(root), '', found);
  return found;
}

function walk(directory: Buffer, prefix: string, found: Map<string, Item>): void {
  for (const name of fs.readdirSync(directory, { encoding: 'buffer' })) {
    const place = Buffer.concat([directory, Buffer.from('/'), name]);
    const path = prefix + name.toString('latin1');
    const item = itemAt(place);
    found.set(path, item);
    if (item.kind === 'directory') walk(place, `${path}/`, found);
  }
}

function itemAt(place: Buffer): Item {
  const stats = fs.lstatSync(place, { bigint: true });
  const kind = kindOf(stats);
  return { kind, content: contentOf(place, kind), mode: stats.mode, mtime: stats.mtimeNs, inode: stats.ino };
}

function kindOf(stats: fs.BigIntStats): Item['kind'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSymbolicLink() ? 'symlink' : 'other';
}

function contentOf(place: Buffer, kind: Item['kind']): string {
  if (kind === 'symlink') return fs.readlinkSync(place, 'latin1');
  return kind === 'file' ? fs.readFileSync(place, 'latin1') : '';
}
