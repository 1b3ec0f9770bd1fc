import type { Manifest } from '../../constructs/model';
import { checkBundle } from '../../guardrails/engine/check';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { RULES } from '../../guardrails/registry';
import { longhornClass, snapshotClass, storageClass } from '../../guardrails/storage/rows/classes';

/** What the rules of this family say of an object that an API server would refuse. */
function judged(object: Manifest): readonly string[] {
  const rules = new Map([...RULES].filter(([id]) => id.startsWith('storage/') && id !== 'storage/provisioner'));
  const { findings } = checkBundle(bundleOfRow({ name: 'row', objects: [object] }), rules);
  return findings.map(({ rule, path }) => `${rule} ${path}`);
}

describe('what is no text is told once', () => {
  it.each([
    ['a number of replicas', longhornClass({ numberOfReplicas: 9 }), 'numberOfReplicas'],
    ['no number of replicas', longhornClass({ numberOfReplicas: null }), 'numberOfReplicas'],
    [
      'strictly local replicas',
      longhornClass({ numberOfReplicas: 9, dataLocality: 'strict-local' }),
      'numberOfReplicas',
    ],
    ['a number as the type of snapshots', snapshotClass('snap', { parameters: { type: 3 } }), 'type'],
    ['no type of snapshots', snapshotClass('snap', { parameters: { type: null } }), 'type'],
  ])('%s', (_what, object, parameter) => {
    expect(judged(object)).toEqual([`storage/parameters-strings parameters.${parameter}`]);
  });
});

it('parameters that are nothing are none', () => {
  expect(judged(storageClass('longhorn', { parameters: null }))).toEqual([
    'storage/replicas parameters.numberOfReplicas',
  ]);
});
