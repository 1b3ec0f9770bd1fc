import type { Rendered } from '../../constructs/model';
import { validateManifest } from '../schemas';
import { defineStructureRule } from '../rule';

const cluster = (spec: Readonly<Record<string, unknown>>) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'pg-main', namespace: 'databases' },
  spec,
});

/** The API server drops an unknown field, or refuses it, depending on how it is asked: nobody should find out there. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'every object fits the pinned schema of its kind, and has no other fields',
  lesson: 'articles 05, 06 and 08 show fields that their kinds do not have',
  why: 'the API server drops a misspelt field in silence unless it is asked to be strict, and refuses a wrong value only when it is applied',
  fix: 'write the field, and its value, as the schema of the pinned version has them',
  waive: 'never',
  source: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level',
  check: (object) =>
    object.plane === 'host'
      ? []
      : validateManifest(object.manifest).faults.map(({ path, got, expected, fix }) => ({
          at: path,
          got,
          expected,
          ...(fix === undefined ? {} : { fix }),
        })),
  valid: [
    {
      name: 'a Cluster of CloudNativePG',
      objects: [cluster({ instances: 3, storage: { size: '20Gi', storageClass: 'local' } })],
    },
    {
      name: 'a kind without a pinned schema, which is reported as not modelled',
      objects: [
        {
          apiVersion: 'example.org/v1',
          kind: 'Widget',
          metadata: { name: 'one', namespace: 'apps' },
          spec: { anything: true },
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'a misspelt field of a custom resource',
      objects: [cluster({ instances: 3, storge: { size: '20Gi' } })],
      findings: [{ at: 'spec.storge', got: 'unknown field storge' }],
    },
    {
      name: 'a wrong type, and a field of another kind',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'web', namespace: 'apps' },
          spec: { ports: [{ port: '443' }], selector: { app: 'web' }, replicas: 2 },
        },
      ],
      findings: [{ at: 'spec.ports[0].port', got: 'string "443"' }, { at: 'spec.replicas' }],
    },
  ],
});
