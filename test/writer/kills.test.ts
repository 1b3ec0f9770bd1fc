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
    console.error(report);
    expect(report.kills).toBe(kills);
  },
  600_000,
);
