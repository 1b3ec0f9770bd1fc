import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A value as a SealedSecret holds it, with the label of the place where it shall open. */
export interface Question {
  readonly sealed: string;
  readonly label: string;
}

/** Opens values for the published key; undefined for those that do not open. */
export interface Opener {
  readonly name: string;
  readonly open: (questions: readonly Question[]) => readonly (Buffer | undefined)[];
}

/** An opener that this machine lacks. */
export interface MissingOpener {
  readonly name: string;
  readonly missing: string;
}

/** Folder of the published key and its certificate. */
export const SEALING = join(__dirname, '../../fixtures/sealing');

const KEY = join(SEALING, 'published-key.pem');

/** Builds of the Go opener; a folder that git ignores. */
const CACHE = join(__dirname, '../../../.cache/openers');

/** Every opener that is not ours, those too that this machine lacks. */
export function openers(): readonly (Opener | MissingOpener)[] {
  return [python(), go()];
}

function python(): Opener | MissingOpener {
  const script = join(__dirname, 'open_sealed.py');
  return opener('Python', ['python3', script], 'python3 with the package cryptography is not installed');
}

function go(): Opener | MissingOpener {
  const folder = join(__dirname, 'go');
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, 'main.go')))
    .digest('hex');
  const binary = join(CACHE, `go-${hash.slice(0, 16)}`);
  if (!existsSync(binary)) {
    const { status, error } = spawnSync('go', ['build', '-trimpath', '-o', binary, '.'], { cwd: folder });
    if (error !== undefined) return { name: 'Go', missing: 'Go is not installed' };
    if (status !== 0) return { name: 'Go', missing: 'it cannot be built here' };
  }
  return opener('Go', [binary], 'what was built does not run');
}

function opener(name: string, [file, ...args]: readonly string[], missing: string): Opener | MissingOpener {
  const { status } = spawnSync(file!, [...args, '--version']);
  if (status !== 0) return { name, missing };
  return { name, open: (questions) => ask([file!, ...args, KEY], questions) };
}

function ask([file, ...args]: readonly string[], questions: readonly Question[]): readonly (Buffer | undefined)[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { status, stdout } = spawnSync(file!, args, { input, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`${file!} failed`);
  const answers = stdout.split('\n').slice(0, -1);
  return answers.map((answer) => (answer === 'refused' ? undefined : Buffer.from(answer, 'base64')));
}
