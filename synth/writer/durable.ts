import { tolerating } from './fault';
import type { FileOps } from './file-ops';

/** Writes a file that must not exist yet; its content is on the disk when this returns, its name not yet. */
export function writeDurably(ops: FileOps, path: string, bytes: Uint8Array): void {
  const file = ops.create(path);
  try {
    ops.write(file, bytes);
    ops.sync(file);
  } finally {
    ops.close(file);
  }
}

/** Returns when the names in a directory are on the disk. */
export function syncDirectory(ops: FileOps, path: string): void {
  const directory = ops.openDirectory(path);
  try {
    // Some network and user-space file systems know no fsync of a directory; they have no weaker promise to give.
    tolerating(['EINVAL', 'ENOTSUP'], () => {
      ops.sync(directory);
    });
  } finally {
    ops.close(directory);
  }
}
