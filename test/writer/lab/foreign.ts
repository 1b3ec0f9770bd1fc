import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { snapshotOf, type Snapshot } from './snapshot';

/** Files that people and other programs put into a GitOps checkout or beside it. */
const FILES: Readonly<Record<string, string>> = {
  'README.md': 'mine\n',
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.gitignore': '',
  'shared/kustomization.yaml': 'resources: []\n',
  'only/a/notes.txt': 'in a directory that a later version leaves',
  'kept/0/UPPER.yaml': 'case',
  'a name\nwith a line break': 'x',
  'other.rpm/binary': '\u00ff\u0000\u0080',
  '.env': 'TOKEN=x\n',
};

/** Puts foreign things of every kind into a target, times in the past, and tells what is there of theirs. */
export function plantForeign(out: string): Snapshot {
  const before = snapshotOf(out);
  for (const [path, content] of Object.entries(FILES)) write(join(out, path), content);
  write(Buffer.concat([Buffer.from(`${out}/no-utf8-`), Buffer.from([0xff, 0xfe])]), 'x');
  fs.mkdirSync(join(out, 'empty'));
  fs.chmodSync(join(out, '.gitignore'), 0o4755);
  fs.chmodSync(join(out, '.env'), 0o000);
  fs.linkSync(join(out, 'README.md'), join(out, 'hard-link.md'));
  fs.symlinkSync('README.md', join(out, 'link.md'));
  fs.symlinkSync('/nowhere', join(out, 'shared/dangling'));
  fs.symlinkSync('..', join(out, 'loop'));
  plantPipe(join(out, 'pipe'));
  plantSocket(join(out, 'shared/socket'));
  return new Map([...snapshotOf(out)].filter(([path]) => !before.has(path)));
}

/** A pipe: whoever opens it to read waits for ever. */
export function plantPipe(path: string): void {
  spawnSync('mkfifo', [path]);
}

/** A socket that nobody listens to any more. */
export function plantSocket(path: string): void {
  spawnSync('node', ['-e', `require('node:net').createServer().listen(process.argv[1], () => process.exit())`, path]);
}

function write(path: string | Buffer, content: string): void {
  if (typeof path === 'string') fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(path, content, 'latin1');
  fs.utimesSync(path, 1_000_000_000, 1_000_000_000.25);
}
