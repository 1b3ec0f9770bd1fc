import type { Manifest, Rendered, Violation } from '../../constructs/model';
import { parseDnsLabel } from '../../constructs/model/dns-name';
import { isNamespaced } from '../engine/crds';
import type { ObjectIndex } from '../engine/object-index';
import { refusal } from '../engine/refusal';
import { defineStructureRule } from '../rule';

const configMap = (namespace?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', ...(namespace === undefined ? {} : { namespace }) },
  data: { mode: 'fast' },
});

const issuer = (namespace?: string): Manifest => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'internal', ...(namespace === undefined ? {} : { namespace }) },
  spec: { selfSigned: {} },
});

/** An object in the wrong namespace is outside the policies that were meant for it. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'namespaced objects name their namespace, cluster-scoped objects name none',
  why: 'without a namespace an object lands wherever the delivery happens to point, outside default deny, quotas and backups; a look-alike name makes a second namespace that no policy knows',
  fix: 'give the chart or the object its namespace; take it out of a cluster-scoped object',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  check: (object, index) => (object.plane === 'host' ? [] : check(object.manifest, index)),
  valid: [
    { name: 'a ConfigMap in a namespace', objects: [configMap('apps')] },
    { name: 'a ClusterIssuer, which has none', objects: [issuer()] },
    {
      name: 'a kind that nobody here knows',
      objects: [{ apiVersion: 'example.org/v1', kind: 'Widget', metadata: { name: 'one' } }],
    },
  ],
  invalid: [
    {
      name: 'a ConfigMap without a namespace',
      objects: [configMap()],
      findings: [{ at: 'metadata.namespace', got: 'nothing' }],
    },
    {
      name: 'a ClusterIssuer in a namespace',
      objects: [issuer('apps')],
      findings: [{ at: 'metadata.namespace', got: 'apps' }],
    },
    {
      name: 'a Namespace with a Cyrillic letter that looks like an o, and an object in it',
      objects: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } }, configMap('pr\u043ed')],
      findings: [{ at: 'metadata.namespace', got: '"pr\u043ed", with the non-ASCII "\u043e" (U+043E) at position 3' }],
    },
  ],
});

function check(manifest: Manifest, index: ObjectIndex): Violation[] {
  const at = 'metadata.namespace';
  const { namespace } = manifest.metadata;
  const namespaced = isNamespaced(manifest, index);
  if (namespace === undefined) {
    return namespaced === true ? [{ at, got: 'nothing', expected: `a namespace: ${manifest.kind} is namespaced` }] : [];
  }
  return namespaced === false
    ? [{ at, got: namespace, expected: `no namespace: ${manifest.kind} is cluster-scoped`, fix: 'take it out' }]
    : refusal(at, parseDnsLabel(namespace));
}
