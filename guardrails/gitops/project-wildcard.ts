import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, recordOf, shown } from '../engine/fields';
import { defineGuardrail } from '../rule';

/** Lists of a project in which a pattern that matches everything takes the project away. */
const LISTS = [
  'spec.sourceRepos[]',
  'spec.destinations[].namespace',
  'spec.destinations[].server',
  'spec.destinations[].name',
  'spec.clusterResourceWhitelist[].group',
  'spec.clusterResourceWhitelist[].kind',
  'spec.namespaceResourceWhitelist[].group',
  'spec.namespaceResourceWhitelist[].kind',
] as const;

const project = (spec: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: 'site', namespace: 'argocd' },
  spec: {
    sourceRepos: ['https://git.home.example/site.git'],
    destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'databases' }],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    namespaceResourceWhitelist: [{ group: 'postgresql.cnpg.io', kind: 'Cluster' }],
    ...spec,
  },
});

/** A project that allows everything is no boundary: whoever writes to one repository owns the cluster. */
export default defineGuardrail<Manifest>({
  kind: 'argoproj.io/AppProject',
  severity: 'error',
  summary: 'a project names its repositories, namespaces and kinds',
  why: 'with a pattern that matches everything, one commit to any allowed repository puts a ClusterRoleBinding into the cluster',
  fix: 'name what the applications of the project hold; AppProject renders it from them',
  waive: 'when the cluster is a lab that holds nothing of worth',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  check: (manifest) => [...LISTS.flatMap((path) => wildcards(manifest, path)), ...missing(manifest)],
  valid: [
    { name: 'everything by name', objects: [project({})] },
    { name: 'a pattern with a beginning', objects: [project({ sourceRepos: ['https://git.home.example/*'] })] },
  ],
  invalid: [
    {
      name: 'any repository into any namespace',
      objects: [project({ sourceRepos: ['*'], destinations: [{ server: '*', namespace: '*' }] })],
      findings: [
        { at: 'spec.destinations[0].namespace', got: '*' },
        { at: 'spec.destinations[0].server', got: '*' },
        { at: 'spec.sourceRepos[0]', got: '*' },
      ],
    },
    {
      name: 'no list of kinds with a namespace: left out, it allows all',
      objects: [project({ namespaceResourceWhitelist: undefined })],
      findings: [{ at: 'spec.namespaceResourceWhitelist', got: 'nothing, which allows every kind' }],
    },
    {
      name: 'every kind of the cluster',
      objects: [project({ clusterResourceWhitelist: [{ group: '*', kind: '*' }] })],
      findings: [
        { at: 'spec.clusterResourceWhitelist[0].group', got: '*' },
        { at: 'spec.clusterResourceWhitelist[0].kind', got: '*' },
      ],
    },
  ],
});

function wildcards(manifest: Manifest, path: string): Violation[] {
  return fieldsAt(manifest, path).flatMap(({ at, value }) =>
    typeof value === 'string' && /^\*+$/.test(value)
      ? [{ at, got: shown(value), expected: 'a name, or a pattern that begins with one' }]
      : [],
  );
}

/** Of the two lists of kinds, this one allows everything where it is not there; the other one nothing. */
function missing({ spec }: Manifest): Violation[] {
  return recordOf(spec)['namespaceResourceWhitelist'] === undefined
    ? [
        {
          at: 'spec.namespaceResourceWhitelist',
          got: 'nothing, which allows every kind',
          expected: 'the kinds that its applications hold',
        },
      ]
    : [];
}
