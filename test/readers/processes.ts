import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Missing, ReaderGroup, Reads } from './reading';

/** Builds of the Go reader; a folder that git ignores. */
const CACHE = join(__dirname, '../../.cache/yaml-readers');
const GO_SOURCES = ['main.go', 'go.mod', 'go.sum'];

/** PyYAML with both of its loaders, or why it cannot be asked. */
export function python(): ReaderGroup | Missing {
  const script = join(__dirname, 'read_yaml.py');
  return group('PyYAML', ['python3', script], 'python3 with PyYAML is not installed');
}

/** The YAML libraries of kubectl, Helm, Argo CD and Flux, built once; or why they cannot be asked. */
export function go(): ReaderGroup | Missing {
  const folder = join(__dirname, 'go');
  const hash = createHash('sha256');
  for (const source of GO_SOURCES) hash.update(readFileSync(join(folder, source)));
  const binary = join(CACHE, `go-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(binary)) {
    const { status, error } = spawnSync('go', ['build', '-trimpath', '-o', binary, '.'], { cwd: folder });
    if (error !== undefined) return { name: 'Go', missing: 'Go is not installed' };
    if (status !== 0) return { name: 'Go', missing: 'its modules cannot be fetched or built here' };
  }
  return group('Go', [binary], 'what was built does not run');
}

function group(name: string, command: readonly string[], missing: string): ReaderGroup | Missing {
  const [file, ...args] = command as [string, ...string[]];
  const { status, stdout } = spawnSync(file, [...args, '--versions'], { encoding: 'utf8' });
  if (status !== 0) return { name, missing };
  const versions = JSON.parse(stdout) as Record<string, string>;
  return { name, versions, typed: true, read: (documents) => ask(file, args, documents) };
}

/** Sends every document through one process: its length in bytes first, since a document may hold anything. */
async function ask(file: string, args: readonly string[], documents: readonly string[]): Promise<readonly Reads[]> {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stdin.end(Buffer.concat(documents.flatMap(framed)));
  if ((await ended) !== 0) throw new Error(`${file} failed`);
  const lines = Buffer.concat(printed).toString().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Reads);
}

function framed(document: string): Buffer[] {
  const bytes = Buffer.from(document);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}
