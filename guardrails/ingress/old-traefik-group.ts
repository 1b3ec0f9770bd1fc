import { OLD_GROUP, TRAEFIK_GROUP } from '../../constructs/ingress/route/derived';
import type { Rendered, Violation } from '../../constructs/model';
import { annotationPath } from '../engine/routes';
import type { ObjectIndex } from '../engine/object-index';
import { pathOf } from '../engine/walk';
import { defineGuardrail } from '../rule';
import { ARTICLE_05, httpRoute, ingress, ingressRoute } from './rows/routes';

/** Traefik 3 knows its kinds by another group; whatever says the old one speaks to nobody. */
export default defineGuardrail<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'nothing is of the group traefik.containo.us, or names it',
  lesson: 'article 05 writes an IngressRoute of traefik.containo.us/v1alpha1',
  why: 'Traefik 3 reads traefik.io only: the route or the login in front of it is not there, and where the old definitions still are nobody is told',
  fix: 'write traefik.io, and correct the rules of version 2: Host and Path take one value each',
  waive: 'while a cluster still runs Traefik 2 beside this one',
  source: 'https://doc.traefik.io/traefik/migrate/v2-to-v3-details/#kubernetes-crds-api-group-traefikcontainous',
  check: (object, index) => (object.plane === 'host' ? [] : [...mentions(index), ...annotations(object.manifest)]),
  valid: [
    { name: 'the group of version 3', objects: [ingressRoute()] },
    {
      name: 'a text that tells of it',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'notes', namespace: 'apps' },
          data: { text: 'until 2025 this was of traefik.containo.us/v1alpha1' },
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'the IngressRoute of article 05',
      objects: [ARTICLE_05],
      findings: [{ at: 'apiVersion', got: 'traefik.containo.us/v1alpha1' }],
    },
    {
      name: 'any other kind of the group',
      objects: [{ ...ingressRoute({}, 'traefik.containo.us/v1alpha1'), kind: 'MiddlewareTCP' }],
      findings: [{ at: 'apiVersion', got: 'traefik.containo.us/v1alpha1' }],
    },
    {
      name: 'a filter of an HTTPRoute that names the group',
      objects: [
        httpRoute({
          filters: [
            { type: 'ExtensionRef', extensionRef: { group: 'traefik.containo.us', kind: 'Middleware', name: 'login' } },
          ],
        }),
      ],
      findings: [{ at: 'spec.rules[0].filters[0].extensionRef.group', got: 'traefik.containo.us' }],
    },
    {
      name: 'rights over kinds of the group',
      objects: [
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name: 'routes' },
          rules: [{ apiGroups: ['apps', 'traefik.containo.us'], resources: ['ingressroutes'], verbs: ['get'] }],
        },
      ],
      findings: [{ at: 'rules[0].apiGroups[1]', got: 'traefik.containo.us' }],
    },
    {
      name: 'an annotation of the group',
      objects: [ingress({ 'traefik.containo.us/middleware': 'login' })],
      findings: [
        { at: 'metadata.annotations["traefik.containo.us/middleware"]', got: 'traefik.containo.us/middleware' },
      ],
    },
  ],
});

/** Values that are the group, or a version of it; a longer text only tells of it. */
function mentions(index: ObjectIndex): readonly Violation[] {
  return index.leaves.flatMap((place) => {
    const { value } = place;
    return typeof value === 'string' && (value === OLD_GROUP || /^traefik\.containo\.us\/v\w+$/.test(value))
      ? [{ at: pathOf(place), got: value, expected: value.replace(OLD_GROUP, TRAEFIK_GROUP) }]
      : [];
  });
}

function annotations({ metadata }: { readonly metadata: { readonly annotations?: object } }): readonly Violation[] {
  return Object.keys(metadata.annotations ?? {}).flatMap((key) =>
    key.startsWith(`${OLD_GROUP}/`)
      ? [{ at: annotationPath(key), got: key, expected: 'nothing: nobody reads it' }]
      : [],
  );
}
