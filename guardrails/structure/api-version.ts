import type { Manifest, Rendered, Violation } from '../../constructs/model';
import { BUILT_IN_GROUPS, RENAMED_GROUPS } from '../../constructs/model/api-groups';
import { definitionOf, servedVersions } from '../engine/crds';
import { groupOf, type ObjectIndex } from '../engine/object-index';
import { ARTICLE_05 } from '../ingress/rows/routes';
import { defineStructureRule } from '../rule';
import { kindInfo, validateManifest } from '../schemas';

/** An API version that the pinned system no longer serves. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'every object is of an API version and kind that the pinned versions serve',
  why: 'the API server refuses the object, or a controller that no longer reads the group ignores it',
  fix: 'write the API version that the pinned version serves',
  waive: 'never',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: (object, index) => (object.plane === 'host' ? [] : check(object.manifest, index)),
  valid: [
    {
      name: 'a version that Kubernetes serves',
      objects: [
        {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          metadata: { name: 'prune', namespace: 'apps' },
          spec: {
            schedule: '0 6 * * *',
            jobTemplate: {
              spec: {
                template: {
                  spec: {
                    restartPolicy: 'Never',
                    containers: [{ name: 'prune', image: 'ghcr.io/example/prune:1.0.0' }],
                  },
                },
              },
            },
          },
        },
      ],
    },
    {
      name: 'a kind that nobody here knows',
      objects: [{ apiVersion: 'example.org/v1', kind: 'Widget', metadata: { name: 'one', namespace: 'apps' } }],
    },
    { name: 'the group of Traefik 2, which has a rule of its own', objects: [ARTICLE_05] },
  ],
  invalid: [
    {
      name: 'a version that Kubernetes removed',
      objects: [
        {
          apiVersion: 'batch/v1beta1',
          kind: 'CronJob',
          metadata: { name: 'prune', namespace: 'apps' },
          spec: { schedule: '0 6 * * *' },
        },
      ],
      findings: [{ at: 'apiVersion', got: 'batch/v1beta1 CronJob' }],
    },
    {
      name: 'the group that cert-manager had before its first version',
      objects: [
        {
          apiVersion: 'certmanager.k8s.io/v1alpha1',
          kind: 'Certificate',
          metadata: { name: 'tool', namespace: 'agents' },
          spec: { secretName: 'tool-tls' },
        },
      ],
      findings: [{ at: 'apiVersion', got: 'certmanager.k8s.io/v1alpha1 Certificate' }],
    },
    {
      name: 'a misspelt kind',
      objects: [{ apiVersion: 'apps/v1', kind: 'Deploymnet', metadata: { name: 'web', namespace: 'apps' }, spec: {} }],
      findings: [{ at: 'kind', got: 'apps/v1 Deploymnet' }],
    },
  ],
});

function check(manifest: Manifest, index: ObjectIndex): Violation[] {
  const { apiVersion, kind } = manifest;
  if (kindInfo(apiVersion, kind) !== undefined) {
    return [];
  }
  const definition = definitionOf(manifest, index);
  if (definition !== undefined && servedVersions(definition).includes(versionOf(apiVersion))) {
    return [];
  }
  const { similarKinds } = validateManifest({ apiVersion, kind });
  const meant = similarKinds.filter((similar) => groupOf(similar.split(' ')[0] ?? '') === groupOf(apiVersion));
  return isKnownGroup(apiVersion, meant) || definition !== undefined
    ? [violation(manifest, meant.length > 0 ? meant : similarKinds)]
    : [];
}

/** A group whose kinds are all known here: then an unknown kind or version does not exist. */
function isKnownGroup(apiVersion: string, meant: readonly string[]): boolean {
  const group = groupOf(apiVersion);
  return meant.length > 0 || BUILT_IN_GROUPS.has(group) || RENAMED_GROUPS.has(group);
}

function violation({ apiVersion, kind }: { apiVersion: string; kind: string }, similar: readonly string[]): Violation {
  const group = RENAMED_GROUPS.get(groupOf(apiVersion));
  const sameKind = similar.length === 0 || similar.some((one) => one.endsWith(` ${kind}`));
  const expected = similar.length > 0 ? similar.join(' or ') : 'a kind that the pinned versions serve';
  return {
    at: sameKind ? 'apiVersion' : 'kind',
    got: `${apiVersion} ${kind}`,
    expected: similar.length === 0 && group !== undefined ? `the group ${group}` : expected,
  };
}

function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.lastIndexOf('/') + 1);
}
