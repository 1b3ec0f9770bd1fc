import type { Manifest, Violation } from '../../constructs/model';
import { listOf, recordOf, shown } from '../engine/fields';
import { defineGuardrail } from '../rule';

const SAFE = {
  goTemplate: true,
  goTemplateOptions: ['missingkey=error'],
  syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: 'create-update' },
};

const set = (spec: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'ApplicationSet',
  metadata: { name: 'site', namespace: 'argocd' },
  spec: {
    generators: [{ list: { elements: [{ cluster: 'lab' }] } }],
    template: {
      metadata: { name: '{{.cluster}}-databases' },
      spec: {
        project: 'site',
        source: { repoURL: 'https://git.home.example/site.git', path: 'dist/clusters/{{.cluster}}/databases' },
        destination: { name: '{{.cluster}}' },
      },
    },
    ...SAFE,
    ...spec,
  },
});

/** A generator that finds nothing for a moment must not delete a cluster. */
export default defineGuardrail<Manifest>({
  kind: 'argoproj.io/ApplicationSet',
  severity: 'error',
  summary:
    'a set keeps its applications, and what they delivered, when its generator finds less, and fails on a key that is missing',
  why: 'a generator that fails or is mistyped finds no cluster: the set then deletes its applications, and they everything that they delivered',
  fix: 'set syncPolicy.applicationsSync to create-update, syncPolicy.preserveResourcesOnDeletion, goTemplate and goTemplateOptions: ["missingkey=error"]',
  waive: 'when what the set delivers is meant to come and go with its generator, and holds no state',
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/',
  check: ({ spec }) => check(recordOf(spec)),
  valid: [
    { name: 'everything is kept', objects: [set({})] },
    {
      name: 'applications are only ever created',
      objects: [set({ syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: 'create-only' } })],
    },
  ],
  invalid: [
    {
      name: 'the defaults: nothing is kept',
      objects: [set({ syncPolicy: {}, goTemplate: false, goTemplateOptions: [] })],
      findings: [
        { at: 'spec.goTemplate', got: 'false' },
        { at: 'spec.syncPolicy.applicationsSync', got: 'nothing' },
        { at: 'spec.syncPolicy.preserveResourcesOnDeletion', got: 'nothing' },
      ],
    },
    {
      name: 'a key that is missing becomes <no value>',
      objects: [set({ goTemplateOptions: [] })],
      findings: [{ at: 'spec.goTemplateOptions', got: 'a list of 0 items' }],
    },
  ],
});

function check({ goTemplate, goTemplateOptions, syncPolicy }: Readonly<Record<string, unknown>>): Violation[] {
  const { preserveResourcesOnDeletion: preserve, applicationsSync: sync } = recordOf(syncPolicy);
  const isKept = sync === 'create-update' || sync === 'create-only';
  const isStrict = listOf(goTemplateOptions).includes('missingkey=error');
  return [
    ...(preserve === true ? [] : [violation('syncPolicy.preserveResourcesOnDeletion', preserve, 'true')]),
    ...(isKept ? [] : [violation('syncPolicy.applicationsSync', sync, 'create-update or create-only')]),
    ...(goTemplate === true ? [] : [violation('goTemplate', goTemplate, 'true')]),
    ...(goTemplate !== true || isStrict
      ? []
      : [violation('goTemplateOptions', goTemplateOptions, '["missingkey=error"]')]),
  ];
}

function violation(field: string, value: unknown, expected: string): Violation {
  return { at: `spec.${field}`, got: value === undefined ? 'nothing' : shown(value), expected };
}
