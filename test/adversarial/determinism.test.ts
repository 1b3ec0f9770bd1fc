import { ApiObject } from 'cdk8s';
import { run } from '../../cli/run';
import { at, withoutClockAndChance } from '../fixtures/boundary';
import { variedProgram } from '../fixtures/varied';
import { configMap, runCharts, runManifests } from './judge';

/** Works with a variable of the environment set, and puts back what it was. */
function withEnvironment<T>(variables: Readonly<Record<string, string>>, work: () => T): T {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return work();
  } finally {
    process.env = before;
  }
}

/** Everything that a ConfigMap with one chart gives. */
const output = (): readonly unknown[] => runManifests(configMap()).files;

describe('determinism (whole processes are compared in test/determinism.test.ts)', () => {
  it('determinism-01: keys that Swedish orders otherwise are in the order of their code points', () => {
    const { files } = run(
      variedProgram((items) => [...items].reverse()),
      __dirname,
    );
    const widget = files.find(({ path }) => path.endsWith('/store/widget.example.org_store.yaml'));
    const keys = [...String(widget?.content).matchAll(/^ {2}"?([azä])"?:/gm)].map(([, key]) => key);
    expect(keys).toEqual(['a', 'z', 'ä']);
  });

  it('determinism-02: neither the zone nor the clock is in the output', () => {
    const expected = output();
    expect(expected.length).toBeGreaterThan(1);
    expect(withEnvironment({ TZ: 'Pacific/Kiritimati' }, output)).toEqual(expected);
    expect(at('2036-11-25T00:00:00Z', output)).toEqual(expected);
  });

  it('determinism-04: objects made in any order give the same files', () => {
    const names = ['a', 'b', 'c', 'd'];
    const made = (order: readonly string[]): ReadonlyMap<string, unknown> =>
      new Map(
        runCharts({
          row: (chart) => {
            for (const name of order) new ApiObject(chart, name, configMap({ name, namespace: 'default' }));
          },
        }).files.map(({ path, content }) => [path, content]),
      );
    const expected = made(names);
    expect(expected.size).toBe(names.length + 1);
    for (const order of [
      ['d', 'c', 'b', 'a'],
      ['b', 'd', 'a', 'c'],
      ['c', 'a', 'd', 'b'],
    ]) {
      expect(made(order)).toEqual(expected);
    }
  });

  it('determinism-05: what a laptop and a runner have otherwise is not in the output', () => {
    const elsewhere = { HOME: '/nonexistent', USER: 'x', HOSTNAME: 'y', CI: 'true' };
    expect(withEnvironment(elsewhere, output)).toEqual(output());
  });

  it('determinism-07: nothing asks for chance', () => {
    const files = withoutClockAndChance(output);
    expect(files).toEqual(output());
    expect(() => withoutClockAndChance(() => Math.random())).toThrow('Math.random was asked');
  });
});
