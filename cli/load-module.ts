import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { register } from 'tsx/cjs/api';

/** The default export of a TypeScript or JavaScript module of either kind, in the same module cache as this package. */
export async function defaultExport(file: string): Promise<unknown> {
  register();
  // On Node 20 the loader of ES modules runs in a thread of its own: a quarter of a small site's whole run.
  const exported: unknown = isCommonJs(file) ? createRequire(file)(file) : await importDefault(file);
  return isCompiled(exported) ? exported.default : exported;
}

async function importDefault(file: string): Promise<unknown> {
  // Its CommonJS build does not find its own loader (tsx 4.23): only the ES module build works.
  (await import('tsx/esm/api')).register();
  return ((await import(pathToFileURL(file).href)) as { default?: unknown }).default;
}

/** Whether exports are those of an ES module that was compiled to CommonJS. */
function isCompiled(exported: unknown): exported is { readonly default?: unknown } {
  return typeof exported === 'object' && exported !== null && '__esModule' in exported;
}

/** How Node reads a file: as its extension says, else as the nearest package says. */
function isCommonJs(file: string): boolean {
  const extension = extname(file);
  return /^\.c[jt]s$/.test(extension) || (/^\.[jt]s$/.test(extension) && packageType(dirname(file)) !== 'module');
}

/** `type` of the nearest package.json, which is none where it says nothing. */
function packageType(folder: string): unknown {
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    return (JSON.parse(readFileSync(file, 'utf8')) as { type?: unknown }).type;
  }
  return folder === dirname(folder) ? undefined : packageType(dirname(folder));
}
