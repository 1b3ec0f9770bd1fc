import { checkBundle } from '../../guardrails/engine/check';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { clusterRow } from '../../guardrails/postgres/rows/cluster';
import { RULES } from '../../guardrails/registry';
import type { Rule } from '../../guardrails/rule';

const KEY = 'postgres/instances';

/** A rule that hands on what stands in a foreign object. */
const careless = (got: unknown): Rule => ({
  ...RULES.get('postgres/memory')!,
  origin: 'object',
  kind: 'postgresql.cnpg.io/Cluster',
  check: () => [{ at: 'spec', got: got as string, expected: 'a text' }],
  valid: [],
  invalid: [],
});

describe('a check', () => {
  it.each([
    [null, 'null'],
    [undefined, 'nothing'],
    [-1, '-1'],
    [true, 'true'],
    [{}, 'an object with 0 keys'],
    [[], 'a list of 0 items'],
  ])('tells a finding whose rule got %j, which is no text', (got, expected) => {
    const { findings } = checkBundle(
      bundleOfRow({ name: 'row', objects: [clusterRow()] }),
      new Map([[KEY, careless(got)]]),
    );
    expect(findings.map((finding) => finding.got)).toEqual([expected]);
  });
});

describe('what is not modelled', () => {
  it('is told without secrets', () => {
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'elsewhere', namespace: 'argocd' },
      spec: {
        project: 'site',
        source: { repoURL: 'https://robot:glpat-4f9a1c7be2@git.example.org/x.git', path: 'x', targetRevision: 'main' },
        destination: { namespace: 'x' },
      },
    };
    const { notModelled } = checkBundle(bundleOfRow({ name: 'row', objects: [application] }), RULES);
    expect(JSON.stringify(notModelled)).toContain('git.example.org');
    expect(JSON.stringify(notModelled)).not.toContain('glpat-4f9a1c7be2');
  });
});
