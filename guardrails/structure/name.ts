import type { Manifest, Rendered, Violation } from '../../constructs/model';
import { parseDnsLabel, parseObjectName } from '../../constructs/model/dns-name';
import { dotted } from '../schemas/path';
import { groupOf } from '../engine/kind';
import { containerFields, podFields } from '../engine/pods';
import { shown, type Field } from '../engine/fields';
import { refusal } from '../engine/refusal';
import { defineStructureRule } from '../rule';

const named = (apiVersion: string, kind: string, name: string): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'apps' },
});

const deployment = (containers: readonly string[]): Manifest => ({
  ...named('apps/v1', 'Deployment', 'web'),
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: containers.map((name) => ({ name, image: 'ghcr.io/example/web:2.1.0' })) },
    },
  },
});

/** Names that the API server refuses, and names whose pods never start. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'every object, container and volume has a name that its kind may have',
  why: 'the API server refuses the name at apply time; a StatefulSet with a name that is too long is accepted, and its pods never start',
  fix: 'choose another name',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names',
  check: (object) => (object.plane === 'host' ? [] : check(object.manifest)),
  valid: [
    { name: '253 characters, which a ConfigMap may have', objects: [named('v1', 'ConfigMap', 'c'.repeat(253))] },
    { name: '52 characters, which a CronJob may have', objects: [named('batch/v1', 'CronJob', 'j'.repeat(52))] },
    {
      name: 'a colon, which a role may have',
      objects: [named('rbac.authorization.k8s.io/v1', 'Role', 'agents:reader')],
    },
  ],
  invalid: [
    {
      name: 'an upper-case letter and an underscore',
      objects: [named('apps/v1', 'Deployment', 'Bad_Name')],
      findings: [{ at: 'metadata.name', got: '"Bad_Name", with "B" (U+0042) at position 1' }],
    },
    {
      name: '53 characters, one more than a CronJob may have',
      objects: [named('batch/v1', 'CronJob', 'j'.repeat(53))],
      findings: [{ at: 'metadata.name' }],
    },
    {
      name: 'a hyphen at the end',
      objects: [named('apps/v1', 'Deployment', 'web-')],
      findings: [{ at: 'metadata.name' }],
    },
    {
      name: 'two containers of one name',
      objects: [deployment(['web', 'web'])],
      findings: [{ at: 'spec.template.spec.containers[1].name', got: 'web, a second time' }],
    },
    {
      name: 'a container with a dot in its name',
      objects: [deployment(['web.v2'])],
      findings: [{ at: 'spec.template.spec.containers[0].name' }],
    },
  ],
});

function check(manifest: Manifest): Violation[] {
  const { apiVersion, kind, metadata } = manifest;
  return [
    ...refusal(dotted(['metadata', 'name']), parseObjectName(groupOf(apiVersion), kind, metadata.name)),
    ...labels(containerFields(manifest, 'name')),
    ...labels(podFields(manifest, 'spec.volumes[].name')),
  ];
}

/** Names of parts of one pod: labels, each of them once. */
function labels(fields: readonly Field[]): Violation[] {
  const seen = new Set<unknown>();
  return fields.flatMap(({ at, value }) => {
    const again = seen.has(value);
    seen.add(value);
    return again
      ? [{ at, got: `${shown(value)}, a second time`, expected: 'a name that nothing else in the pod has' }]
      : refusal(at, parseDnsLabel(value));
  });
}
