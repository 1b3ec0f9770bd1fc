import type { Manifest } from '../../constructs/model';
import { APPLICATION } from '../engine/delivery';
import { recordOf } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { gitApplication } from './rows/applications';

/** A folder that is empty by mistake must not empty a cluster. */
export default defineGuardrail<Manifest>({
  kind: [APPLICATION, 'argoproj.io/ApplicationSet'],
  severity: 'error',
  summary: 'no application may empty itself',
  why: 'a wrong path, a broken render or an empty branch leaves nothing to apply: with allowEmpty everything that was there is pruned',
  fix: 'leave allowEmpty out, or set it to false; to remove an application for good, delete it',
  waive: 'when the application is meant to come and go, and holds no state',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-pruning-with-allow-empty-v18',
  check: (manifest) => {
    const isSet = manifest.kind === 'ApplicationSet';
    const spec = isSet ? recordOf(recordOf(manifest['spec'])['template'])['spec'] : manifest['spec'];
    const { automated } = recordOf(recordOf(spec)['syncPolicy']);
    return recordOf(automated)['allowEmpty'] === true
      ? [{ at: `spec.${isSet ? 'template.spec.' : ''}syncPolicy.automated.allowEmpty`, got: 'true', expected: 'false' }]
      : [];
  },
  valid: [
    { name: 'not said', objects: [gitApplication(0, { syncPolicy: { automated: { prune: true } } })] },
    { name: 'false', objects: [gitApplication(0, { syncPolicy: { automated: { prune: true, allowEmpty: false } } })] },
  ],
  invalid: [
    {
      name: 'true, with pruning',
      objects: [gitApplication(0, { syncPolicy: { automated: { prune: true, allowEmpty: true } } })],
      findings: [{ at: 'spec.syncPolicy.automated.allowEmpty', got: 'true' }],
    },
    {
      name: 'in the template of a set',
      objects: [
        {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'ApplicationSet',
          metadata: { name: 'clusters', namespace: 'argocd' },
          spec: { template: { spec: { syncPolicy: { automated: { prune: true, allowEmpty: true } } } } },
        },
      ],
      findings: [{ at: 'spec.template.spec.syncPolicy.automated.allowEmpty' }],
    },
    {
      name: 'true, without pruning: it is one setting away',
      objects: [gitApplication(0, { syncPolicy: { automated: { allowEmpty: true } } })],
      findings: [{ at: 'spec.syncPolicy.automated.allowEmpty' }],
    },
  ],
});
