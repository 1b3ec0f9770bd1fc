import type { KubeObject, Manifest, Rendered, Violation } from '../../constructs/model';
import { OLD_GROUP } from '../../constructs/ingress/route/derived';
import { BUILT_IN_GROUPS } from '../../constructs/model/api-groups';
import { CHARTS } from '../../constructs/gitops/charts/derived';
import { CRD, definitionOf } from '../engine/crds';
import { groupOf, kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
import { ARTICLE_05 } from '../ingress/rows/routes';
import { defineStructureRule } from '../rule';
import { kindInfo } from '../schemas';

const API_SERVICE = 'apiregistration.k8s.io/APIService';

const widget = (name: string): Manifest => ({
  apiVersion: 'example.org/v1',
  kind: 'Widget',
  metadata: { name, namespace: 'apps' },
  spec: { size: 3 },
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

/** A custom resource that comes before its definition stops the whole sync. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'the definition of every custom resource is in the output, or declared with external()',
  why: 'without the definition the API server does not know the kind, and the sync stops there',
  fix: 'render the CustomResourceDefinition, or declare it with external() and say who installs it',
  waive: 'when an operator installs its definitions itself at its start, under a name that nobody here knows',
  source: 'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/',
  // What is not here may be in a part that ended with an error; the report counts it as not judged.
  check: (object, index) => (object.plane === 'host' || index.incomplete ? [] : check(object, index)),
  valid: [
    { name: 'a resource with its definition', objects: [widget('one'), definition] },
    {
      name: 'a definition that a chart installs',
      objects: [
        {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'Cluster',
          metadata: { name: 'pg-main', namespace: 'databases' },
          spec: { instances: 3, storage: { size: '20Gi' } },
        },
      ],
      externals: [{ kind: CRD, name: 'clusters.postgresql.cnpg.io', reason: 'installed by the CloudNativePG chart' }],
    },
    { name: 'the group of Traefik 2, which has a rule of its own', objects: [ARTICLE_05] },
    {
      name: 'kinds that Kubernetes has itself',
      objects: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } }],
    },
  ],
  invalid: [
    {
      name: 'two resources whose definition is nowhere, told once',
      objects: [widget('one'), widget('two')],
      findings: [{ at: 'apiVersion', got: 'example.org/Widget, which nothing defines; objects of it: 2' }],
    },
    {
      name: 'the definition of another kind',
      objects: [{ ...widget('one'), kind: 'Gadget' }, definition],
      findings: [{ at: 'apiVersion', got: 'example.org/Gadget, which nothing defines; objects of it: 1' }],
    },
  ],
});

function check({ manifest, ...object }: KubeObject, index: ObjectIndex): Violation[] {
  const group = groupOf(manifest.apiVersion);
  const objects = index.ofKind(kindOf(manifest));
  if (
    BUILT_IN_GROUPS.has(group) ||
    group === OLD_GROUP ||
    objects[0]?.where !== object.where ||
    isDefined(manifest, group, index)
  ) {
    return [];
  }
  const plural = kindInfo(manifest.apiVersion, manifest.kind)?.plural;
  const name = plural === undefined ? `of the group ${group}` : `${plural}.${group}`;
  return [
    {
      at: 'apiVersion',
      got: `${kindOf(manifest)}, which nothing defines; objects of it: ${objects.length}`,
      expected: `the CustomResourceDefinition ${name} in the output, or external() with the reason`,
      ...platformFix(name, object.cluster),
    },
  ];
}

/** A definition that a chart of the platform brings is one line of the site away. */
function platformFix(definition: string, cluster: string): Pick<Violation, 'fix'> {
  const chart = CHARTS.find(({ rendered: { objects } }) =>
    objects.some(
      ({ manifest: { kind, metadata } }) => kind === 'CustomResourceDefinition' && metadata.name === definition,
    ),
  );
  return chart === undefined
    ? {}
    : {
        fix: `add ${chart.system} to clusters.${cluster}.platform of the site, or declare the definition with external() and say who installs it`,
      };
}

function isDefined(manifest: Manifest, group: string, index: ObjectIndex): boolean {
  const plural = kindInfo(manifest.apiVersion, manifest.kind)?.plural;
  return (
    definitionOf(manifest, index) !== undefined ||
    index.externals.some(
      ({ kind, name }) =>
        (kind === CRD && (plural === undefined ? name.endsWith(`.${group}`) : name === `${plural}.${group}`)) ||
        (kind === API_SERVICE && name.endsWith(`.${group}`)),
    ) ||
    // An aggregated API has an APIService instead of definitions.
    index.ofKind(API_SERVICE).some(({ manifest: service }) => service.metadata.name.endsWith(`.${group}`)) ||
    index.derivedOfKind(API_SERVICE).some(({ name }) => name.endsWith(`.${group}`))
  );
}
