import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { helm } from '../../bench/peers/tools';
import { CHARTS } from '../../constructs/gitops/charts/derived';
import { drawChart } from './draw';

const USAGE = `npm run charts -- --repositories DIR [--check] [system...]

Draws imports/charts/<system>.json: what each pinned chart creates, from a rendering by helm.
  --repositories DIR  clones of the repositories that versions.json names, each at DIR/<owner>/<name>
  --check             writes nothing; ends with 1 if a file is not what would be drawn
`;

/** Draws the charts that are named, or all. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { repositories: { type: 'string' }, check: { type: 'boolean', default: false } },
  });
  const program = helm()?.file;
  if (values.repositories === undefined || program === undefined) {
    process.stderr.write(program === undefined ? 'helm could not be fetched\n' : USAGE);
    return 2;
  }
  const { check, repositories } = values;
  let stale = 0;
  for (const definition of CHARTS.filter(({ system }) => positionals.length === 0 || positionals.includes(system))) {
    const file = join('imports/charts', `${definition.system}.json`);
    const drawn = drawChart(definition, { helm: program, repositories });
    const content = await format(JSON.stringify(drawn), { parser: 'json', printWidth: 120 });
    const same = existsSync(file) && readFileSync(file, 'utf8') === content;
    process.stderr.write(`${definition.system}: ${drawn.objects.length} objects${same ? '' : ', changed'}\n`);
    stale += same ? 0 : 1;
    if (!check && !same) {
      writeFileSync(file, content);
    }
  }
  return check && stale > 0 ? 1 : 0;
}

if (require.main === module) {
  void main().then((code) => {
    process.exitCode = code;
  });
}
