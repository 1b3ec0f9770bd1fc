import type { Manifest } from '../../constructs/model';
import { parsePinnedImage } from '../../constructs/model/image-reference';
import { fieldsAt } from '../engine/fields';
import { kindOf } from '../engine/kind';
import { containerFields, POD_KINDS, podFields } from '../engine/pods';
import { refusal } from '../engine/refusal';
import { defineStructureRule } from '../rule';

/** Images outside pods, by kind; those of PostgreSQL have rules of their own. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['monitoring.coreos.com/Alertmanager', ['spec.image']],
  ['monitoring.coreos.com/Prometheus', ['spec.image']],
  ['monitoring.coreos.com/ThanosRuler', ['spec.image']],
]);

const pod = (image: string, more: Readonly<Record<string, unknown>> = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'exporter', namespace: 'monitoring' },
  spec: { containers: [{ name: 'exporter', image }], ...more },
});

/** What runs must be what was tested. */
export default defineStructureRule<Manifest>({
  kind: [...POD_KINDS, ...FIELDS.keys()],
  severity: 'error',
  summary: 'every image is a valid reference with a digest, or a tag of more than a channel or a major version',
  lesson: 'article 11 runs an exporter from a tag latest',
  why: 'a tag that moves runs other code after a restart, on one node and not on the next, and no diff shows it',
  fix: 'name the exact version that was tested',
  waive: 'when an image is built locally and has no versions',
  source: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  check: (manifest) => imagesOf(manifest).flatMap(({ at, value }) => refusal(at, parsePinnedImage(value))),
  valid: [
    { name: 'an exact tag', objects: [pod('docker.io/utkuozdemir/nvidia_gpu_exporter:1.4.1')] },
    {
      name: 'a minor version, and one build of a channel',
      objects: [
        pod('docker.io/library/nginx:1.29', {
          initContainers: [{ name: 'wait', image: 'ghcr.io/example/web:main-3f2a9c1' }],
        }),
      ],
    },
    {
      name: 'a registry with a port, and a digest',
      objects: [pod(`registry.example.org:5000/team/exporter@sha256:${'a'.repeat(64)}`)],
    },
  ],
  invalid: [
    {
      name: 'the image in article 11',
      objects: [pod('nvidia/gpu-exporter:latest')],
      findings: [{ at: 'spec.containers[0].image' }],
    },
    {
      name: 'a channel with what it is built on, and a major version',
      objects: [
        pod('nginx:stable-alpine3.20'),
        pod('jenkins/jenkins:lts-jdk21'),
        pod('x:latest-2'),
        pod('nginx:1'),
      ].map((manifest, number) => ({ ...manifest, metadata: { name: `exporter-${number}`, namespace: 'monitoring' } })),
      findings: [0, 1, 2, 3].map(() => ({ at: 'spec.containers[0].image' })),
    },
    { name: 'neither tag nor digest', objects: [pod('nginx')], findings: [{ at: 'spec.containers[0].image' }] },
    {
      name: 'an option behind the image',
      objects: [pod('x:1 --privileged')],
      findings: [{ at: 'spec.containers[0].image' }],
    },
    {
      name: 'an init container, and a volume from an image',
      objects: [
        pod('ghcr.io/example/web:2.1.0', {
          initContainers: [{ name: 'wait', image: 'busybox:latest' }],
          volumes: [{ name: 'models', image: { reference: 'ghcr.io/example/models' } }],
        }),
      ],
      findings: [{ at: 'spec.initContainers[0].image' }, { at: 'spec.volumes[0].image.reference' }],
    },
  ],
});

function imagesOf(manifest: Manifest): ReturnType<typeof fieldsAt> {
  return [
    ...containerFields(manifest, 'image'),
    ...podFields(manifest, 'spec.volumes[].image.reference'),
    ...(FIELDS.get(kindOf(manifest)) ?? []).flatMap((path) => fieldsAt(manifest, path)),
  ];
}
