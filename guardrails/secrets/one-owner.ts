import { SEALED_SECRET } from '../../constructs/secrets/derived';
import type { KubeObject, Manifest, Violation } from '../../constructs/model';
import { getOrAdd } from '../engine/get-or-add';
import { recordOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { sealedSecret } from './rows/sealed-secrets';

/** Annotations of an existing Secret that let the controller change it. */
const MANAGED = ['sealedsecrets.bitnami.com/managed', 'sealedsecrets.bitnami.com/patch'] as const;

const certificate: Manifest = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'grafana', namespace: 'monitoring' },
  spec: { secretName: 'grafana-admin', issuerRef: { name: 'internal' }, dnsNames: ['grafana.home.example'] },
};

const secret = (annotations?: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'grafana-admin',
    namespace: 'monitoring',
    ...(annotations === undefined ? {} : { annotations }),
  },
});

/** A Secret has one maker. */
export default defineGuardrail<Manifest>({
  kind: SEALED_SECRET,
  severity: 'error',
  summary: 'the Secret that a SealedSecret becomes is made by nobody else',
  why: 'the controller leaves a Secret alone that it has not made: "already exists and is not managed by SealedSecret"; what was sealed never arrives',
  fix: 'give one of them another name, or annotate the existing Secret with sealedsecrets.bitnami.com/managed: "true"',
  waive: 'when the other maker comes later and takes what it finds',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/README.md#managing-existing-secrets',
  check: (manifest, index) => {
    const { name, namespace } = manifest.metadata;
    const makers = index.once(makersOfSecrets).get(keyOf(name, namespace)) ?? 0;
    const rendered = index.find('Secret', name, namespace);
    // The same SealedSecret twice is another mistake, which structure/identity tells.
    return makers <= index.sameIdentity(manifest).length && (rendered === undefined || isManaged(rendered))
      ? []
      : [violation(name, namespace)];
  },
  valid: [
    { name: 'a Secret of its own', objects: [sealedSecret(), certificateFor('grafana-tls')] },
    {
      name: 'a Secret that is there and was given away',
      objects: [sealedSecret(), secret({ 'sealedsecrets.bitnami.com/managed': 'true' })],
    },
  ],
  invalid: [
    {
      name: 'a Certificate that writes into the same Secret',
      objects: [sealedSecret(), certificate],
      findings: [{ at: 'metadata.name', got: 'monitoring/grafana-admin, which something else makes too' }],
    },
    {
      name: 'the Secret itself, which a patch would need to be allowed for',
      objects: [sealedSecret(), secret({ 'sealedsecrets.bitnami.com/patch': 'no' })],
      findings: [{ at: 'metadata.name', got: 'monitoring/grafana-admin, which something else makes too' }],
    },
  ],
});

function certificateFor(secretName: string): Manifest {
  return { ...certificate, spec: { ...recordOf(certificate['spec']), secretName } };
}

/** How many objects of the cluster make each Secret. */
function makersOfSecrets(index: ObjectIndex): ReadonlyMap<string, number> {
  const makers = new Map<string, number>();
  for (const { name, namespace } of index.derivedOfKind('Secret')) {
    const key = keyOf(name, namespace);
    makers.set(key, getOrAdd(makers, key, () => 0) + 1);
  }
  return makers;
}

function keyOf(name: string, namespace: string | undefined): string {
  return `${namespace ?? ''}/${name}`;
}

function isManaged({ manifest }: KubeObject): boolean {
  const annotations = recordOf(manifest.metadata.annotations);
  return MANAGED.some((annotation) => annotations[annotation] === 'true');
}

function violation(name: string, namespace: string | undefined): Violation {
  return {
    at: 'metadata.name',
    got: `${keyOf(name, namespace)}, which something else makes too`,
    expected: 'a Secret that this SealedSecret alone makes',
  };
}
