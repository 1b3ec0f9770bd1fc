import { endWith, LARGEST_SEED, readArguments, wholeNumber } from '../../command-line';
import { everyGroup, type ReaderGroup } from '../../../test/readers';
import { fuzz, type Found } from './run';

const COMMAND_LINE = {
  usage: `npm run fuzz:yaml [-- --documents N --seed S]

Prints random documents and has every YAML reader of this machine read them back. Ends with 1 if one was misread.
  --documents N  how many, 1 or more (default 2000000)
  --seed S       which ones, 0 or more (default: from the clock, and printed)
`,
  options: { documents: { type: 'string', default: '2000000' }, seed: { type: 'string' } },
} as const;

const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(0);

void endWith(main);

async function main(): Promise<number> {
  const asked = readArguments(COMMAND_LINE);
  if (asked === undefined) return 0;
  const documents = wholeNumber('documents', asked.documents, { least: 1, most: 10 ** 10 });
  const seed = wholeNumber('seed', asked.seed ?? String(Date.now() % 2 ** 31), { most: LARGEST_SEED });
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
  return found.length === 0 ? 0 : 1;
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
