import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, shown } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { containerFields, POD_KINDS, podFields } from '../engine/pods';
import { defineStructureRule } from '../rule';

const pod = (volumes: readonly unknown[], volumeMounts: readonly unknown[]): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'apps' },
  spec: { volumes, containers: [{ name: 'web', image: 'ghcr.io/example/web:2.1.0', volumeMounts }] },
});

const template = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } };

/** A container that mounts a volume which its pod does not have. */
export default defineStructureRule<Manifest>({
  // The operator adds the volumes that a Pooler's pods need.
  kind: POD_KINDS.filter((kind) => kind !== 'postgresql.cnpg.io/Pooler'),
  severity: 'error',
  summary: 'every volume that a container mounts is a volume of its pod, mounted once at each path',
  why: 'the API server refuses the pod template',
  fix: 'add the volume, or correct its name',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#background',
  check,
  valid: [
    {
      name: 'a volume, mounted',
      objects: [pod([{ name: 'tmp', emptyDir: {} }], [{ name: 'tmp', mountPath: '/tmp' }])],
    },
    {
      name: 'the claim template of a StatefulSet, mounted',
      objects: [
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          metadata: { name: 'store', namespace: 'apps' },
          spec: {
            serviceName: 'store',
            selector: { matchLabels: { app: 'store' } },
            template: {
              metadata: { labels: { app: 'store' } },
              spec: {
                containers: [
                  {
                    name: 'store',
                    image: 'ghcr.io/example/store:1.0.0',
                    volumeMounts: [{ name: 'data', mountPath: '/data' }],
                  },
                ],
              },
            },
            volumeClaimTemplates: [template],
          },
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'a misspelt volume',
      objects: [pod([{ name: 'scratch', emptyDir: {} }], [{ name: 'scrach', mountPath: '/tmp' }])],
      findings: [{ at: 'spec.containers[0].volumeMounts[0].name', got: 'scrach' }],
    },
    {
      name: 'two volumes at one path',
      objects: [
        pod(
          [
            { name: 'a', emptyDir: {} },
            { name: 'b', emptyDir: {} },
          ],
          [
            { name: 'a', mountPath: '/data' },
            { name: 'b', mountPath: '/data' },
          ],
        ),
      ],
      findings: [{ at: 'spec.containers[0].volumeMounts[1].mountPath', got: '/data, a second time' }],
    },
  ],
});

function check(manifest: Manifest, index: ObjectIndex): Violation[] {
  const volumes = new Set(
    [
      ...podFields(manifest, 'spec.volumes[].name'),
      ...fieldsAt(manifest, 'spec.volumeClaimTemplates[].metadata.name'),
    ].map(({ value }) => shown(value)),
  );
  const mounts = [
    ...containerFields(manifest, 'volumeMounts[].name'),
    ...containerFields(manifest, 'volumeDevices[].name'),
  ];
  const lost = mounts.filter(({ value }) => !volumes.has(shown(value)));
  const expected = lost.length === 0 ? '' : `a volume of the pod: ${named(volumes) || 'it has none'}`;
  return [
    ...lost.map(({ at, value }) => {
      const near = index.closest(shown(value), () => volumes);
      return { at, got: shown(value), expected, ...(near === undefined ? {} : { fix: `write ${near}` }) };
    }),
    ...containerFields(manifest, '').flatMap(({ at, value }) => mountPaths(at, value)),
  ];
}

/** Volumes that a message names. */
const MOST_NAMED = 20;

function named(volumes: ReadonlySet<string>): string {
  return [...volumes].slice(0, MOST_NAMED).join(', ') + (volumes.size > MOST_NAMED ? ', …' : '');
}

function mountPaths(container: string, value: unknown): Violation[] {
  const seen = new Set<unknown>();
  return fieldsAt(value, 'volumeMounts[].mountPath').flatMap(({ at, value: path }) => {
    const again = seen.has(path);
    seen.add(path);
    const got = `${shown(path)}, a second time`;
    return again
      ? [{ at: `${container}.${at}`, got, expected: 'a path that no other mount of the container has' }]
      : [];
  });
}
