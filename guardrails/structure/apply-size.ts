import type { KubeObject, Manifest, Rendered, Violation } from '../../constructs/model';
import type { ObjectIndex } from '../engine/object-index';
import { recordOf } from '../engine/fields';
import { defineStructureRule } from '../rule';

/** Most bytes of all annotations of an object; client-side apply keeps the whole object in one: 256 KiB. */
const MOST_ANNOTATIONS = 262_144;

/** Largest request that etcd takes as it is configured by default: 1.5 MiB. */
const MOST_REQUEST = 1_572_864;

/** Bytes of UTF-8 for one unit of a JavaScript text. */
const MOST_BYTES_PER_UNIT = 3;

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

const dashboards = (bytes: number, annotations?: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'dashboards', namespace: 'monitoring', ...(annotations === undefined ? {} : { annotations }) },
  data: { 'home.json': 'x'.repeat(bytes) },
});

/** An object that client-side apply, or etcd, cannot take. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'warning',
  summary: 'an object that is too large for client-side apply is applied on the server, and none is too large for etcd',
  why: 'client-side apply keeps a copy of the object in an annotation, which may not exceed 256 KiB; etcd refuses requests above 1.5 MiB',
  fix: 'annotate it with argocd.argoproj.io/sync-options: ServerSideApply=true, or split it',
  waive: 'when the object is applied by a tool that never writes the annotation',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#server-side-apply',
  check: (object, index) => (object.plane === 'host' ? [] : check(object, index)),
  valid: [
    { name: 'an ordinary ConfigMap', objects: [dashboards(1000)] },
    {
      name: 'a large one that is applied on the server',
      objects: [dashboards(300_000, { [SYNC_OPTIONS]: 'Prune=false,ServerSideApply=true' })],
    },
    {
      name: 'a large one of an Application that applies everything on the server',
      objects: [
        dashboards(300_000),
        {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          metadata: { name: 'row', namespace: 'argocd' },
          spec: {
            project: 'default',
            destination: { server: 'https://kubernetes.default.svc' },
            source: { repoURL: 'https://git.example.org/site.git' },
            syncPolicy: { syncOptions: ['ServerSideApply=true'] },
          },
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'a ConfigMap of 300 kB',
      objects: [dashboards(300_000)],
      findings: [{ at: '', got: '300120 bytes, applied by the client' }],
    },
    {
      name: 'a custom resource that etcd does not take',
      objects: [
        {
          apiVersion: 'example.org/v1',
          kind: 'Widget',
          metadata: { name: 'big', namespace: 'apps', annotations: { [SYNC_OPTIONS]: 'ServerSideApply=true' } },
          spec: { text: 'x'.repeat(MOST_REQUEST) },
        },
      ],
      findings: [{ at: '', got: '1573048 bytes' }],
    },
  ],
});

function check(object: KubeObject, index: ObjectIndex): Violation[] {
  const text = JSON.stringify(object.manifest);
  if (text.length * MOST_BYTES_PER_UNIT <= MOST_ANNOTATIONS) {
    return [];
  }
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > MOST_REQUEST) {
    return [{ at: '', got: `${bytes} bytes`, expected: `at most ${MOST_REQUEST} bytes`, fix: 'split it' }];
  }
  return bytes > MOST_ANNOTATIONS && !isAppliedOnServer(object, index)
    ? [
        {
          at: '',
          got: `${bytes} bytes, applied by the client`,
          expected: `at most ${MOST_ANNOTATIONS} bytes, or ServerSideApply=true`,
        },
      ]
    : [];
}

function isAppliedOnServer({ app, manifest }: KubeObject, index: ObjectIndex): boolean {
  const own = recordOf(manifest.metadata.annotations)[SYNC_OPTIONS];
  const applications = index
    .ofKind('argoproj.io/Application')
    .filter((application) => application.manifest.metadata.name === app);
  const options = applications.map(({ manifest: { spec } }) => recordOf(recordOf(spec)['syncPolicy'])['syncOptions']);
  return [own, ...options].flat().some((text) => typeof text === 'string' && hasOption(text));
}

function hasOption(options: string): boolean {
  return options.split(',').some((option) => option.trim() === 'ServerSideApply=true');
}
