import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { configMap, runCharts, structureFindings } from './judge';

/** Charts of one ConfigMap each that depend on each other. */
function dependent(dependsOn: Readonly<Record<string, readonly string[]>>): ReturnType<typeof runCharts> {
  const nodes = new Map<string, Construct>();
  return runCharts({
    row: (chart) => {
      for (const id of Object.keys(dependsOn)) {
        nodes.set(id, new ApiObject(chart, id, configMap({ name: id, namespace: 'default' })));
      }
      for (const [id, targets] of Object.entries(dependsOn)) {
        nodes.get(id)!.node.addDependency(...targets.map((target) => nodes.get(target)!));
      }
    },
  });
}

describe('graph', () => {
  it('fails: graph-01, a cycle of three, printed as one', () => {
    const [finding, ...more] = structureFindings(dependent({ a: ['b'], b: ['c'], c: ['a'] }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: 'render/dependency-cycle', path: 'dependencies' });
    expect(finding!.got).toBe('row/a -> row/b -> row/c -> row/a');
  });

  it('fails: graph-02, an object that waits for itself', () => {
    const [finding, ...more] = structureFindings(dependent({ a: ['a'] }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: 'render/dependency-cycle', got: 'row/a -> row/a' });
  });

  it('graph-04: 20,000 ConfigMaps in ten seconds and a gigabyte', () => {
    // In a process of its own: what Jest holds is not ours to measure.
    const script = join(__dirname, '../fixtures/huge.ts');
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', require.resolve('tsx'), script], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const { seconds, bytes, ...counts } = JSON.parse(stdout) as Record<string, number>;
    expect(counts).toEqual({ findings: 0, files: 20_001 });
    expect(bytes).toBeLessThan(1e9);
    expect(seconds).toBeLessThan(10);
  });

  it('graph-05: 200 constructs inside each other; a value 200 deep is refused by its depth', () => {
    let deep: unknown = 'end';
    for (let depth = 0; depth < 200; depth += 1) {
      deep = depth % 2 === 0 ? [deep] : { in: deep };
    }
    const result = runCharts({
      row: (chart) => {
        let scope: Construct = chart;
        for (let depth = 0; depth < 200; depth += 1) {
          scope = depth % 2 === 0 ? new Construct(scope, 'c') : new Chart(scope, 'c');
        }
        const manifest = {
          apiVersion: 'example.org/v1',
          kind: 'Deep',
          metadata: { name: 'deep', namespace: 'default' },
        };
        new ApiObject(scope, 'deep', { ...manifest, spec: { deep } });
      },
    });
    const [finding, ...more] = structureFindings(result);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'render/unrenderable',
      path: 'spec.deep.in.0.in.0.in.0',
      got: 'maps and lists more than 99 levels deep, or a cycle',
    });
    expect(finding!.where).toHaveLength('home/row/'.length + 200 * 2 + 'deep'.length);
  });

  it.each([5_000, 200_000])('fails: a value %i deep ends in a finding, not in a stack trace', (depth) => {
    let deep: unknown = 'end';
    for (let level = 0; level < depth; level += 1) {
      deep = [deep];
    }
    const result = runCharts({
      row: (chart) => {
        const manifest = {
          apiVersion: 'example.org/v1',
          kind: 'Deep',
          metadata: { name: 'deep', namespace: 'default' },
        };
        new ApiObject(chart, 'deep', { ...manifest, spec: { deep } });
      },
    });
    expect(result.findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(result.findings)).not.toMatch(/\.ts:\d+/);
  });
});
