import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeOutput, type OutputFile } from '../../../synth/writer';
import type { FileOps } from '../../../synth/writer/file-ops';
import { realHost } from '../../../synth/writer/host';

/**
 * The writer as a process of its own: `child OUT FILES` writes the output in a JSON file and prints the outcome.
 *
 * It says `ready` on stderr before it looks at the target, and waits there for the file `--start`, if one is named. With
 * `--hold 'rename a/b'` it says `held` before the first such operation on that place of the target, and waits for the
 * file `--until`: what happens meanwhile has struck between two operations. With `--end-at N` the process is ended by
 * SIGKILL before its operation number N. At its end it says `operations N`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    adopt: { type: 'boolean', default: false },
    start: { type: 'string' },
    hold: { type: 'string' },
    until: { type: 'string' },
    'end-at': { type: 'string' },
    'mortal-to-sigxfsz': { type: 'boolean', default: false },
  },
});
const [out = '', files = ''] = positionals;

function waitFor(file: string | undefined): void {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  while (file !== undefined && !existsSync(file)) Atomics.wait(clock, 0, 0, 0.2);
}

let operations = 0;
let isHeld = false;

/** What happens before an operation. */
function before(name: string, args: readonly unknown[]): void {
  if (++operations === Number(values['end-at'])) process.kill(process.pid, 'SIGKILL');
  const [operation, place = ''] = values.hold?.split(' ') ?? [];
  if (isHeld || name !== operation || !args.includes(place === '.' ? out : `${out}/${place}`)) return;
  isHeld = true;
  process.stderr.write('held\n');
  waitFor(values.until);
}

function watched(base: FileOps): FileOps {
  const entries = Object.entries(base as unknown as Record<string, (...args: readonly unknown[]) => unknown>);
  const wrap =
    (name: string, call: (...args: readonly unknown[]) => unknown) =>
    (...args: readonly unknown[]): unknown => {
      before(name, args);
      return call(...args);
    };
  return Object.fromEntries(entries.map(([name, call]) => [name, wrap(name, call)])) as unknown as FileOps;
}

// Node ignores the signal; a listener that comes and goes leaves the system's own way: it ends the process.
if (values['mortal-to-sigxfsz']) process.on('SIGXFSZ', () => undefined).removeAllListeners('SIGXFSZ');

const request = { out, files: JSON.parse(readFileSync(files, 'utf8')) as OutputFile[], adopt: values.adopt };
const host = realHost();
process.stderr.write('ready\n');
waitFor(values.start);
process.stdout.write(`${JSON.stringify(writeOutput(request, { ...host, ops: watched(host.ops) }))}\n`);
process.stderr.write(`operations ${operations}\n`);
