import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of this package's package.json: above this file in the checkout, further above in the built package. */
export function packageRoot(from = __dirname): string {
  const file = join(from, 'package.json');
  if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'rackproof') {
    return from;
  }
  const parent = dirname(from);
  if (parent === from) {
    throw new Error('rackproof is not inside its own package');
  }
  return packageRoot(parent);
}
