import type { Manifest } from '../../constructs/model';
import { APPLICATION, deliveriesOf } from '../engine/delivery';
import { kindOf } from '../engine/kind';
import { defineGuardrail } from '../rule';
import { certManager, gitApplication, issuer } from './rows/applications';

/** Two owners of one object undo each other's changes for ever. */
export default defineGuardrail<Manifest>({
  kind: APPLICATION,
  severity: 'error',
  summary: 'no two applications hold the same object',
  why: 'each takes the object from the other at every sync, and when one of them goes, it takes the object with it',
  fix: 'leave the object in one of them',
  waive: 'never',
  source:
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#fail-the-sync-if-a-shared-resource-is-found',
  check: (application, index) => {
    const deliveries = index.once(deliveriesOf);
    const own = deliveries.by(application.metadata.name);
    return (own?.objects ?? []).flatMap((manifest) => {
      const { name, namespace } = manifest.metadata;
      // Told once, of the application whose name comes later.
      const others = deliveries.of(kindOf(manifest), name, namespace).filter((other) => other.name < own!.name);
      const title = `${kindOf(manifest)} ${namespace === undefined ? name : `${namespace}/${name}`}`;
      return others.length === 0
        ? []
        : [
            {
              at: 'spec',
              got: `${title}, which ${others.map((other) => other.name).join(', ')} holds too`,
              expected: 'an object in one application',
            },
          ];
    });
  },
  valid: [
    { name: 'an object in one of two', objects: [gitApplication(1), certManager(0), issuer] },
    { name: 'one application', objects: [gitApplication(0), issuer] },
  ],
  invalid: [
    {
      name: 'a definition in Git that a chart brings too',
      objects: [gitApplication(1), certManager(0), definitionOfIssuers()],
      findings: [
        {
          at: 'spec',
          got: 'apiextensions.k8s.io/CustomResourceDefinition clusterissuers.cert-manager.io, which cert-manager holds too',
        },
      ],
    },
    {
      name: 'an account of a chart, made by hand as well',
      objects: [
        gitApplication(0),
        certManager(0),
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'cert-manager', namespace: 'cert-manager' } },
      ],
      findings: [{ at: 'spec', got: 'ServiceAccount cert-manager/cert-manager, which cert-manager holds too' }],
    },
  ],
});

function definitionOfIssuers(): Manifest {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'clusterissuers.cert-manager.io' },
    spec: {
      group: 'cert-manager.io',
      names: { kind: 'ClusterIssuer', plural: 'clusterissuers' },
      scope: 'Cluster',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  };
}
