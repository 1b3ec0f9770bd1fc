import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { interleave, type Arm } from '../arms';
import { FROM_SOURCES, ROOT, runCommand } from '../child';
import { ratioFigure } from '../figures';
import { atMost } from '../goal';
import { defineRow } from '../row';
import { scratchOf } from '../scratch';

/** The command that a user waits for. */
export default defineRow({
  id: 11,
  title: 'rackproof synth / cdk8s synth of the reference site, from a cold start',
  definition:
    'wall time of whole processes, spawned directly: `rackproof synth` with checks on into an output that is complete already, from the ' +
    'sources (as `npm run synth` without npm) and from the built package, against `cdk8s synth` of the same app, which empties its ' +
    'folder and writes the cluster tree, with its upgrade check off. The cluster trees are compared byte by byte. The goal is that of ' +
    'the command as it is installed; from the sources, tsx looks up each of some 400 files.',
  writes: true,
  measure(bench) {
    const scratch = scratchOf(bench);
    const forms = bench.pick(['sources', 'built'] as const, ['sources'] as const);
    if (forms.includes('built' as never)) {
      bench.progress('building the package');
      runCommand({ file: process.execPath, args: [inPackage('typescript/bin/tsc'), '-p', 'tsconfig.build.json'] });
    }
    const stock = cdk8s(scratch.fresh('cdk8s'));
    const arms = forms.map((form) => rackproof(form, scratch.fresh(form)));
    // The first run writes; those that are timed find everything in place.
    [stock, ...arms].forEach((arm) => {
      arm.prepare()(() => undefined);
    });
    const samples = interleave(
      bench,
      [stock, ...arms],
      bench.pick({ warmups: 1, rounds: 15 }, { warmups: 0, rounds: 1 }),
    );
    forms.forEach((form) => {
      expectSameTree(join(scratch.at(form), 'clusters'), scratch.at('cdk8s'));
    });
    return forms.map((form) => {
      const figure = ratioFigure(samples, { name: `cold ${form}`, over: form, under: 'cdk8s synth' });
      return form === 'built' ? { ...figure, goal: atMost(0.5) } : figure;
    });
  },
});

function rackproof(form: 'sources' | 'built', out: string): Arm {
  const program = form === 'sources' ? [...FROM_SOURCES, 'cli/main.ts'] : ['lib/cli/main.js'];
  return {
    name: form,
    prepare: () => () => {
      runCommand({ file: process.execPath, args: [...program, 'synth', '--out', out] });
    },
  };
}

function cdk8s(out: string): Arm {
  return {
    name: 'cdk8s synth',
    prepare: () => () => {
      const args = [inPackage('cdk8s-cli/bin/cdk8s'), 'synth', '--output', out];
      runCommand({ file: process.execPath, args, env: { CDK8S_CHECK_UPGRADE: 'false' } });
    },
  };
}

function inPackage(path: string): string {
  return join(ROOT, 'node_modules', path);
}

function expectSameTree(ours: string, theirs: string): void {
  const files = filesBelow(ours);
  const different = files.find(
    (file) =>
      !existsSync(join(theirs, file)) || !readFileSync(join(ours, file)).equals(readFileSync(join(theirs, file))),
  );
  if (different !== undefined || files.length === 0) {
    throw new Error(`rackproof synth and cdk8s synth differ: ${different ?? 'no files'}`);
  }
}

function filesBelow(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return entries.filter((entry) => statSync(join(root, entry)).isFile());
}
