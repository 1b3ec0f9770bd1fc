import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Violation } from '../model/finding';

/** Ends the construct with a finding. */
export type Refuse = (rule: string, violation: Violation) => never;

/** Which file, and what it must be. */
export interface VendoredFile {
  readonly root: string;
  readonly file: string;
  readonly sha256: string;
}

const URL = /^([a-z][a-z0-9+.-]*):\/\//i;

const INSIDE = 'a file inside the project, by its path from the root';

/** Reads a file of the project, and nothing else. */
export function readVendoredFile({ root, file, sha256 }: VendoredFile, refuse: Refuse): string {
  const [, protocol] = URL.exec(file) ?? [];
  if (protocol !== undefined && protocol.toLowerCase() !== 'file') {
    const fix = 'download it, review it, commit it, and give its path and sha256';
    refuse('render/include-network', { at: 'file', got: file, expected: 'a vendored copy of the file', fix });
  }
  const content = readFileSync(insidePath(root, file, protocol, refuse));
  const actual = createHash('sha256').update(content).digest('hex');
  if (actual !== sha256.toLowerCase()) {
    refuse('render/include-changed', {
      at: 'sha256',
      got: `${file} with the sha256 ${actual}`,
      expected: sha256 === '' ? 'the sha256 of the file that was reviewed' : `the sha256 ${sha256}`,
      fix: 'review what changed in the file, then give its sha256',
    });
  }
  return content.toString('utf8');
}

/** Real path of the file; symbolic links are followed first, so that none leads out of the project. */
function insidePath(root: string, file: string, protocol: string | undefined, refuse: Refuse): string {
  const outside = (got: string): never => refuse('render/include-outside', { at: 'file', got, expected: INSIDE });
  if (protocol !== undefined || isAbsolute(file)) {
    return outside(file);
  }
  try {
    const base = realpathSync(root);
    const wanted = resolve(base, file);
    const real = isInside(base, wanted) ? realpathSync(wanted) : undefined;
    if (real !== undefined && isInside(base, real) && statSync(real).isFile()) {
      return real;
    }
  } catch {
    return outside(`${file}, which is not there`);
  }
  return outside(file);
}

function isInside(base: string, path: string): boolean {
  const inside = relative(base, path);
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
