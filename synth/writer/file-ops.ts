import * as fs from 'node:fs';
import { isSystemFault } from './fault';

/** What stands at a path, itself and not what it may point to. */
export interface Entry {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Number of the file system; what is mounted below a directory has another one. */
  readonly device: number;
}

/**
 * The operations of the file system that the writer is built from, all synchronous; each may throw a system error.
 *
 * The writer does nothing else to a disk, so that a test which fails or ends any one of these calls has tried every
 * moment that there is.
 */
export interface FileOps {
  /** What stands at the path; `undefined` if nothing does. */
  lstat(path: string): Entry | undefined;
  /** What tells a file from every other one, also where inodes have more digits than a number holds. */
  identity(path: string): string | undefined;
  realpath(path: string): string;
  readlink(path: string): string;
  list(directory: string): readonly string[];
  /** Content of a file; fails if the path is a symlink. */
  read(path: string): Buffer;
  /**
   * Reads a file that is thought to have so many bytes into a larger buffer; fails if the path is a symlink.
   *
   * @returns number of bytes that were read: another one than `size` if the file is shorter or longer
   */
  readInto(path: string, buffer: Buffer, size: number): number;
  /** Fails unless names may be made and removed in the directory. */
  checkWritable(directory: string): void;
  mkdir(path: string): void;
  /** Makes a file that must not exist yet, and opens it. */
  create(path: string): number;
  /** Opens a directory; fails if the path is a symlink. */
  openDirectory(path: string): number;
  write(file: number, bytes: Uint8Array): void;
  /** Returns when what was written is on the disk. */
  sync(file: number): void;
  close(file: number): void;
  rename(from: string, to: string): void;
  unlink(path: string): void;
  rmdir(path: string): void;
}

const { O_RDONLY, O_NOFOLLOW, O_DIRECTORY, O_WRONLY, O_CREAT, O_EXCL, W_OK, X_OK } = fs.constants;

/** The operations on the real file system. */
export const realFileOps: FileOps = {
  lstat: (path) => {
    try {
      const stats = fs.lstatSync(path, { throwIfNoEntry: false });
      return stats && { kind: kindOf(stats), size: stats.size, device: stats.dev };
    } catch (error) {
      // Nothing stands behind a file either.
      if (isSystemFault(error) && error.code === 'ENOTDIR') return undefined;
      throw error;
    }
  },
  identity: (path) => {
    const stats = fs.lstatSync(path, { throwIfNoEntry: false, bigint: true });
    return stats && `${stats.dev}:${stats.ino}`;
  },
  realpath: (path) => fs.realpathSync.native(path),
  readlink: (path) => fs.readlinkSync(path),
  list: (directory) => fs.readdirSync(directory),
  read: (path) => {
    const file = fs.openSync(path, O_RDONLY | O_NOFOLLOW);
    try {
      return fs.readFileSync(file);
    } finally {
      fs.closeSync(file);
    }
  },
  readInto: (path, buffer, size) => {
    const file = fs.openSync(path, O_RDONLY | O_NOFOLLOW);
    try {
      return fill(file, buffer, size);
    } finally {
      fs.closeSync(file);
    }
  },
  checkWritable: (directory) => {
    fs.accessSync(directory, W_OK | X_OK);
  },
  mkdir: (path) => {
    fs.mkdirSync(path);
  },
  create: (path) => fs.openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o666),
  openDirectory: (path) => fs.openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW),
  write: (file, bytes) => {
    for (let done = 0; done < bytes.length;) done += fs.writeSync(file, bytes, done);
  },
  sync: (file) => {
    fs.fsyncSync(file);
  },
  close: (file) => {
    fs.closeSync(file);
  },
  rename: (from, to) => {
    fs.renameSync(from, to);
  },
  unlink: (path) => {
    fs.unlinkSync(path);
  },
  rmdir: (path) => {
    fs.rmdirSync(path);
  },
};

/** Reads until as many bytes are there as there should be, or no more come; asks for more than there should be. */
function fill(file: number, buffer: Buffer, size: number): number {
  let length = 0;
  for (let more = 1; more > 0 && length < size; length += more)
    more = fs.readSync(file, buffer, length, buffer.length - length, null);
  return length;
}

function kindOf(stats: fs.Stats): Entry['kind'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSymbolicLink() ? 'symlink' : 'other';
}
