import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { helm } from '../../bench/peers/tools';
import { CHARTS } from '../../constructs/gitops/charts/derived';
import type { ChartDefinition } from '../../constructs/model/chart';
import { endWith, UsageError } from '../command-line';
import { drawChart, type Workplace } from './draw';

const USAGE = `npm run charts -- --repositories DIR [--check] [system...]

Draws imports/charts/<system>.json: what each pinned chart creates, from a rendering by helm.
  --repositories DIR  clones of the repositories that versions.json names, each at DIR/<owner>/<name>
  --check             writes nothing; ends with 1 if a file is not what would be drawn
`;

const OPTIONS = {
  repositories: { type: 'string' },
  check: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Draws the charts that are named, or all. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const workplace = workplaceAt(values.repositories);
  let stale = 0;
  for (const definition of CHARTS.filter(({ system }) => positionals.length === 0 || positionals.includes(system))) {
    stale += (await isStale(definition, workplace, values.check)) ? 1 : 0;
  }
  return values.check && stale > 0 ? 1 : 0;
}

function workplaceAt(repositories: string | undefined): Workplace {
  if (repositories === undefined) {
    throw new UsageError('--repositories: expected a folder of clones');
  }
  const program = helm()?.file;
  if (program === undefined) {
    throw new Error('helm could not be fetched');
  }
  return { helm: program, repositories };
}

/** Whether the file of a chart is not what is drawn; it is written unless it is only checked. */
async function isStale(definition: ChartDefinition, workplace: Workplace, check: boolean): Promise<boolean> {
  const file = join('imports/charts', `${definition.system}.json`);
  const drawn = drawChart(definition, workplace);
  const content = await format(JSON.stringify(drawn), { parser: 'json', printWidth: 120 });
  const isSame = existsSync(file) && readFileSync(file, 'utf8') === content;
  process.stderr.write(`${definition.system}: ${drawn.objects.length} objects${isSame ? '' : ', changed'}\n`);
  if (!check && !isSame) {
    writeFileSync(file, content);
  }
  return !isSame;
}

if (require.main === module) {
  void endWith(main);
}
