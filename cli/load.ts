import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Program } from '../synth/program';
import { Fault } from './fault';
import { defaultExport } from './load-module';
import { programOf } from './program';

const HOW_TO_NAME_IT = 'name the file with --site FILE, or in package.json: "rackproof": {"site": "site/homelab.ts"}';

/**
 * Loads the program of a site file.
 *
 * @throws Fault `site-file` if there is none, it does not load, or exports neither a site nor a program.
 */
export async function loadProgram(option: string | undefined, cwd = process.cwd()): Promise<Program> {
  const file = resolve(cwd, option ?? defaultSite(cwd));
  const shown = relative(cwd, file) || file;
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new Fault('site-file', `there is no file ${shown}`, HOW_TO_NAME_IT);
  }
  const program = programOf(await load(file, shown));
  if (program === undefined) {
    const fix = 'write: export default defineSite({...}), or: export default defineProgram({...})';
    throw new Fault('site-file', `the default export of ${shown} is neither a site nor a program`, fix);
  }
  return program;
}

/** The site that package.json names, or `site/index`, or the only file of the folder `site`. */
function defaultSite(cwd: string): string {
  const named = namedInPackage(join(cwd, 'package.json'));
  if (named !== undefined) {
    return named;
  }
  const folder = join(cwd, 'site');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => MODULE.test(file)) : [];
  const chosen = files.find((file) => file.startsWith('index.')) ?? (files.length === 1 ? files[0] : undefined);
  if (chosen === undefined) {
    const found = files.length === 0 ? 'none' : files.sort().join(', ');
    throw new Fault('site-file', `which site? The folder site holds ${found}`, HOW_TO_NAME_IT);
  }
  return join(folder, chosen);
}

/** A module, and no declaration file. */
const MODULE = /(?<!\.d)\.[cm]?[jt]s$/;

function namedInPackage(file: string): string | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    const { rackproof } = JSON.parse(readFileSync(file, 'utf8')) as { rackproof?: { site?: unknown } };
    return typeof rackproof?.site === 'string' ? rackproof.site : undefined;
  } catch {
    throw new Fault(
      'site-file',
      'package.json is no valid JSON',
      'mend package.json, or name the site with --site FILE',
    );
  }
}

async function load(file: string, shown: string): Promise<unknown> {
  try {
    return await defaultExport(file);
  } catch (error) {
    throw new Fault('site-file', `${shown} does not load: ${messageOf(error)}`, `mend ${shown}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : `it throws ${typeof error}`;
}
