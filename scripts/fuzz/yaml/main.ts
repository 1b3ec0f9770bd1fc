import { parseArgs } from 'node:util';
import { everyGroup, type ReaderGroup } from '../../../test/readers';
import { fuzz, type Found } from './run';

/** `npm run fuzz:yaml [-- --documents N --seed S]`: random documents, printed and read back by every YAML reader. */
const { values } = parseArgs({ options: { documents: { type: 'string' }, seed: { type: 'string' } } });
const documents = natural('documents', values.documents ?? '2000000');
const seed = natural('seed', values.seed ?? String(Date.now() % 2 ** 31));

const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(0);

void main();

async function main(): Promise<void> {
  const groups: ReaderGroup[] = [];
  for (const group of everyGroup()) {
    if ('missing' in group) console.log(`not asked: ${group.name} (${group.missing})`);
    else groups.push(group);
  }
  console.log(`seed ${seed}, ${documents} documents, ${groups.flatMap(versionsOf).join(', ')}`);
  const found = await fuzz({ seed, documents, groups, progress });
  found.slice(0, 20).forEach(print);
  console.log(
    found.length === 0 ? `no document was misread, ${seconds()} s` : `${found.length} misreadings, ${seconds()} s`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
}

function versionsOf({ versions }: ReaderGroup): string[] {
  return Object.entries(versions).map(([reader, version]) => `${reader} ${version}`);
}

function progress(done: number): void {
  console.error(`${done} documents, ${seconds()} s`);
}

function print({ reader, document, expected, read, seed: round }: Found): void {
  const shown = (value: unknown): string => JSON.stringify(value).slice(0, 400);
  console.log(
    [
      `${reader} (--seed ${round} --documents 1)`,
      `  document: ${shown(document)}`,
      `  expected: ${shown(expected)}`,
      `  read:     ${shown(read)}`,
    ].join('\n'),
  );
}

function natural(name: string, text: string): number {
  if (/^[0-9]{1,10}$/.test(text)) return Number(text);
  console.error(`--${name} takes a whole number, got ${JSON.stringify(text)}`);
  process.exit(2);
}
