import { CERT_MANAGER } from '../../constructs/certificates/cert-manager/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { APPLICATION, deliveriesOf } from '../engine/delivery';
import { listOf, recordOf, textOf } from '../engine/fields';
import { isSameRepository } from '../engine/folders';
import { fitsGlob } from '../engine/glob';
import { groupOf, kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { chartApplication, gitApplication, issuer } from './rows/applications';

const PROJECT = 'argoproj.io/AppProject';

const SERVER = 'https://kubernetes.default.svc';

const project = (spec: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: 'site', namespace: 'argocd' },
  spec: {
    sourceRepos: ['https://git.example.internal/site'],
    destinations: [
      { server: SERVER, namespace: 'apps' },
      { server: SERVER, namespace: 'argocd' },
    ],
    clusterResourceWhitelist: [{ group: 'cert-manager.io', kind: 'ClusterIssuer' }],
    // The objects of a row are all in one folder, those of Argo CD too.
    namespaceResourceWhitelist: [{ group: 'argoproj.io', kind: '*' }],
    ...spec,
  },
});

const ANYTHING = [{ group: '*', kind: '*' }];

const application = gitApplication(0, { destination: { server: SERVER, namespace: 'apps' } });

/** What a project does not allow, Argo CD refuses when it is too late to ask. */
export default defineGuardrail<Manifest>({
  kind: APPLICATION,
  severity: 'error',
  summary: 'the project of an application allows its repositories, its destination and what it holds',
  why: 'Argo CD refuses the application, or the sync at the first object that is not allowed: nothing of it is ever delivered',
  fix: 'allow it in the project, or move the application to one that does',
  waive: 'never',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  check: (manifest, index) => {
    const spec = recordOf(manifest['spec']);
    const own = index.find(PROJECT, textOf(spec['project']) ?? 'default', manifest.metadata.namespace)?.manifest;
    // A project that is not here is for structure/reference to tell.
    if (own === undefined) {
      return [];
    }
    const faults = placeFaults(spec, own);
    return faults.length > 0 ? faults : objectFaults(manifest, own, index);
  },
  valid: [
    { name: 'a repository, a destination and a kind that are allowed', objects: [application, project({}), issuer] },
    {
      name: 'patterns',
      objects: [
        application,
        project({
          sourceRepos: ['https://git.example.internal/*'],
          destinations: [{ server: '*', namespace: 'a*' }],
          clusterResourceWhitelist: [{ group: '*', kind: '*' }],
        }),
        issuer,
      ],
    },
    { name: 'a project that is not in the output', objects: [application, issuer] },
  ],
  invalid: [
    {
      name: 'a chart of your own in a project that knows the site alone',
      objects: [
        { ...chartApplication(CERT_MANAGER), spec: { ...specOfChart(), project: 'site' } },
        project({ clusterResourceWhitelist: ANYTHING, namespaceResourceWhitelist: ANYTHING }),
      ],
      findings: [
        { at: 'spec.destination', got: 'https://kubernetes.default.svc, namespace cert-manager' },
        { at: 'spec.source.repoURL', got: 'https://charts.jetstack.io' },
      ],
    },
    {
      name: 'a namespace that the project does not name',
      objects: [
        application,
        project({ namespaceResourceWhitelist: ANYTHING }),
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'wiki', namespace: 'wiki' } },
      ],
      findings: [
        { at: 'spec.project', got: 'ServiceAccount in the namespace wiki, which the project site does not allow' },
      ],
    },
    {
      name: 'a kind that the project does not name',
      objects: [application, project({ clusterResourceWhitelist: [] }), issuer],
      findings: [{ at: 'spec.project', got: 'cert-manager.io/ClusterIssuer, which the project site does not allow' }],
    },
    {
      name: 'no namespace, where the project names them',
      objects: [gitApplication(0), project({}), issuer],
      findings: [{ at: 'spec.destination', got: 'https://kubernetes.default.svc, no namespace' }],
    },
  ],
});

function specOfChart(): object {
  return chartApplication(CERT_MANAGER)['spec'] as object;
}

function placeFaults(spec: Readonly<Record<string, unknown>>, project: Manifest): Violation[] {
  const { sourceRepos } = recordOf(project['spec']);
  const { source, sources, destination } = spec;
  const places = sources === undefined ? [['spec.source', source] as const] : listOf(sources).map(sourceAt);
  const repositories = places.flatMap(([at, each]): Violation[] => {
    const url = textOf(recordOf(each)['repoURL']) ?? '';
    return listOf(sourceRepos).some((pattern) => isSameRepository(String(pattern), url) || matches(pattern, url))
      ? []
      : [{ at: `${at}.repoURL`, got: url, expected: `a repository of the project ${project.metadata.name}` }];
  });
  const { server, name, namespace = '' } = recordOf(destination);
  return allowsPlace(project, { server, name, namespace })
    ? repositories
    : [
        {
          at: 'spec.destination',
          got: `${textOf(server ?? name) ?? 'no cluster'}, ${namespace === '' ? 'no namespace' : `namespace ${String(namespace)}`}`,
          expected: `a destination of the project ${project.metadata.name}`,
        },
        ...repositories,
      ];
}

function sourceAt(source: unknown, index: number): readonly [string, unknown] {
  return [`spec.sources[${index}]`, source];
}

interface Place {
  readonly server: unknown;
  readonly name: unknown;
  readonly namespace: unknown;
}

function allowsPlace(project: Manifest, { server, name, namespace }: Place): boolean {
  return listOf(recordOf(project['spec'])['destinations']).some((destination) => {
    const allowed = recordOf(destination);
    const isCluster =
      (server !== undefined && matches(allowed['server'], server)) ||
      (name !== undefined && matches(allowed['name'], name));
    return isCluster && matches(allowed['namespace'], namespace);
  });
}

/** One violation for each kind, or namespace, that is not allowed. */
function objectFaults(manifest: Manifest, project: Manifest, index: ObjectIndex): Violation[] {
  const own = index.once(deliveriesOf).by(manifest.metadata.name);
  const { destination } = recordOf(manifest['spec']);
  const { server, name } = recordOf(destination);
  const refused = (own?.objects ?? []).flatMap((object) => {
    const { namespace } = object.metadata;
    if (!allowsKind(project, object)) {
      return [kindOf(object)];
    }
    return namespace === undefined || allowsPlace(project, { server, name, namespace })
      ? []
      : [`${kindOf(object)} in the namespace ${namespace}`];
  });
  return [...new Set(refused)].map((what) => ({
    at: 'spec.project',
    got: `${what}, which the project ${project.metadata.name} does not allow`,
    expected: 'what the project allows',
  }));
}

function allowsKind(project: Manifest, object: Manifest): boolean {
  const { clusterResourceWhitelist, namespaceResourceWhitelist } = recordOf(project['spec']);
  const isInNamespace = object.metadata.namespace !== undefined;
  if (isInNamespace && namespaceResourceWhitelist === undefined) {
    return true;
  }
  return listOf(isInNamespace ? namespaceResourceWhitelist : clusterResourceWhitelist).some((entry) => {
    const { group, kind } = recordOf(entry);
    return matches(group, groupOf(object.apiVersion)) && matches(kind, object.kind);
  });
}

function matches(pattern: unknown, value: unknown): boolean {
  return typeof pattern === 'string' && typeof value === 'string' && fitsGlob(pattern, value);
}
