import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PACKAGE = 'rackproof';

/**
 * Folder of this package, the same from the checkout and from `lib/`.
 *
 * @throws Error if no folder above the given one holds the package's `package.json`.
 */
export function packageRoot(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (isRoot(join(folder, 'package.json'))) {
      return folder;
    }
    if (folder === dirname(folder)) {
      throw new Error(`no package.json of ${PACKAGE} above its own code: install the package again`);
    }
  }
}

function isRoot(file: string): boolean {
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name === PACKAGE;
}
