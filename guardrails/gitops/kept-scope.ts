import type { Manifest } from '../../constructs/model';
import { SYNC_OPTIONS, unprotected } from '../engine/sync-protection';
import { defineGuardrail } from '../rule';
import { gitApplication } from './rows/applications';

const namespace = (options?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'apps', ...(options === undefined ? {} : { annotations: { [SYNC_OPTIONS]: options } }) },
});

const definition: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.org' },
  spec: {
    group: 'example.org',
    names: { kind: 'Widget', plural: 'widgets' },
    scope: 'Namespaced',
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

/** A namespace takes everything in it, a definition every resource of its kind. */
export default defineGuardrail<Manifest>({
  kind: ['Namespace', 'apiextensions.k8s.io/CustomResourceDefinition'],
  severity: 'warning',
  summary: 'a namespace or a definition goes only when a person deletes it',
  why: 'it is pruned when it leaves Git: everything in the namespace goes with it, and every resource of the kind, those of others too',
  fix: `annotate it with ${SYNC_OPTIONS}: Prune=false,Delete=false; Namespace of rackproof/core has it`,
  waive: 'when nothing in it is worth keeping',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  check: unprotected,
  valid: [
    { name: 'kept', objects: [gitApplication(0), namespace('Prune=false,Delete=false')] },
    { name: 'delivered by no Application that is known here', objects: [namespace(), definition] },
  ],
  invalid: [
    {
      name: 'a namespace that is not pruned, but deleted with its Application',
      objects: [gitApplication(0), namespace('Prune=false')],
      findings: [{ at: `metadata.annotations["${SYNC_OPTIONS}"]`, got: 'Prune=false: Argo CD may delete it' }],
    },
    {
      name: 'a definition',
      objects: [gitApplication(0), definition],
      findings: [{ at: `metadata.annotations["${SYNC_OPTIONS}"]`, got: 'nothing: Argo CD may prune and delete it' }],
    },
  ],
});
