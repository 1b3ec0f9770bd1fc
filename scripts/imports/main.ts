import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { schemaFiles } from './schema-files';
import { readSources } from './sources';
import { typeFiles } from './type-files';

/** Folder of the CRDs and Kubernetes schemas, beside the checkout. */
const DEFAULT_SOURCE = '../shared';

/** Folder that another script writes: `npm run charts`. */
const CHARTS = 'charts';

/** Writes `imports/` anew: what is no longer generated is removed. */
export function generateImports(source: string, target: string): void {
  const sources = readSources(source);
  const files = [...typeFiles(sources), ...schemaFiles(sources)];
  for (const name of existsSync(target) ? readdirSync(target) : []) {
    if (name !== CHARTS) {
      rmSync(join(target, name), { recursive: true });
    }
  }
  for (const [path, content] of files) {
    const file = join(target, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

if (require.main === module) {
  const [source = DEFAULT_SOURCE, target = 'imports'] = process.argv.slice(2);
  generateImports(resolve(source), resolve(target));
}
