import { PHASES } from './lab/judge';
import { Killing } from './lab/kills';
import { compileChild } from './lab/program';
import { Scratch, type Medium } from './lab/scratch';

const scratch = new Scratch();
afterAll(() => {
  scratch.remove();
});

it.each<[number, Medium]>([
  [120, 'memory'],
  [80, 'disk'],
])(
  '%i runs that are ended by SIGKILL at any moment, with a target in %s: nothing is lost, and the next run heals',
  async (kills, medium) => {
    const program = compileChild(scratch.folder());
    const plan = { kills, seed: Date.now() % 2 ** 32, medium, files: 40 };
    const report = await new Killing(plan, program, scratch).run();
    expect(report).toMatchObject({ kills, medium });
    // A trial in which all runs end at one place tries nothing.
    const phases = PHASES.filter((phase) => report.byClock[phase] + report.byOperation[phase] > 0);
    expect(phases.length).toBeGreaterThan(3);
    expect(report.killsOfHealing).toBeGreaterThan(0);
  },
  120_000,
);
