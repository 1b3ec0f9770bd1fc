import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Content by path; plain ASCII. */
export type Tree = Readonly<Record<string, string>>;

/** An output, and how it must stand on the disk. */
export interface Output {
  readonly name: string;
  /** The files, as the child program is given them: a JSON file. */
  readonly request: string;
  /** Every file with its inventory, written down without the code under test. */
  readonly whole: Tree;
}

/** What a target holds that has never been written to. */
export const NOTHING: Output = { name: 'nothing', request: '', whole: {} };

/** Makes an output of some files. */
export function outputOf(folder: string, name: string, tree: Tree): Output {
  const request = join(folder, `${name}.json`);
  writeFileSync(request, JSON.stringify(Object.entries(tree).map(([path, content]) => ({ path, content }))));
  return { name, request, whole: { ...tree, 'inventory.json': inventoryOf(tree) } };
}

function inventoryOf(tree: Tree): string {
  const files = Object.keys(tree)
    .sort()
    .map((path) => ({ path, sha256: sha256(tree[path]!) }));
  return `${JSON.stringify({ version: 1, files }, undefined, 2)}\n`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Files of one version of an output. Between two versions a third of the files differ, a third do not, and a third have
 * other names; besides, a file turns into a directory, and a name changes its case.
 */
export function version(name: string, count: number): Tree {
  const entry = (index: number): [string, string] => {
    if (index % 3 === 0) return [`shared/${index}.yaml`, `${name} `.repeat(200)];
    return index % 3 === 1
      ? [`kept/${index % 7}/${index}.yaml`, 'same\n']
      : [`only/${name}/${index}.yaml`, `${name}\n`];
  };
  const isEven = name.charCodeAt(0) % 2 === 0;
  return {
    ...Object.fromEntries(Array.from({ length: count }, (_, index) => entry(index))),
    'large.yaml': `${name}: `.repeat(20_000),
    [isEven ? 'turns' : 'turns/into/a-file.yaml']: name,
    [isEven ? 'case/Name.yaml' : 'case/name.yaml']: name,
  };
}
