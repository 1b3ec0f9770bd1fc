import type { Manifest } from '../../constructs/model';
import { sameQuantity } from '../../constructs/model/quantity';
import { fieldsAt, recordOf } from '../engine/fields';
import { byNamespace } from '../engine/filing';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const limitRange = (limit: object, namespace = 'databases', name = 'defaults'): Manifest => ({
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name, namespace },
  spec: { limits: [{ type: 'Container', ...limit }] },
});

const CLUSTERS = byNamespace('postgresql.cnpg.io/Cluster');

/** A LimitRange fills in what a container leaves out, request and limit from different fields. */
export default defineGuardrail<Manifest>({
  kind: 'LimitRange',
  severity: 'warning',
  summary: 'a LimitRange beside a Cluster gives containers one amount as request and limit',
  why: 'backup sidecars and poolers get the defaults; one container whose request differs from its limit makes the whole pod Burstable',
  fix: 'set default and defaultRequest to the same amounts, or give the databases a namespace of their own',
  waive: 'when every container of the databases, sidecars included, has resources of its own',
  source: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
  check(manifest, index) {
    return index.filed(CLUSTERS, manifest.metadata.namespace ?? '').length === 0
      ? []
      : fieldsAt(manifest, 'spec.limits[]').flatMap(({ at, value }) =>
          recordOf(value)['type'] === 'Container' ? unequal(at, recordOf(value)) : [],
        );
  },
  valid: [
    {
      name: 'equal by value',
      objects: [
        limitRange({
          default: { cpu: '500m', memory: '1Gi' },
          defaultRequest: { cpu: '0.5', memory: '1024Mi' },
        }),
        clusterRow(),
      ],
    },
    {
      name: 'different amounts in a namespace without a Cluster',
      objects: [limitRange({ default: { cpu: '1' }, defaultRequest: { cpu: '100m' } }, 'web'), clusterRow()],
    },
    {
      name: 'bounds of pods, and a default of volumes: they fill in no container',
      objects: [
        limitRange({ type: 'Pod', max: { cpu: '8' } }),
        limitRange(
          { type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, defaultRequest: { storage: '1Gi' } },
          'databases',
          'volumes',
        ),
        clusterRow(),
      ],
    },
    { name: 'limits alone: requests follow them', objects: [limitRange({ default: { cpu: '1' } }), clusterRow()] },
  ],
  invalid: [
    {
      name: 'a small request and a large limit',
      objects: [
        limitRange({
          default: { cpu: '1', memory: '1Gi' },
          defaultRequest: { cpu: '100m', memory: '128Mi' },
        }),
        clusterRow(),
      ],
      findings: [
        { at: 'spec.limits[0].defaultRequest.cpu', got: '100m, while default.cpu is 1' },
        { at: 'spec.limits[0].defaultRequest.memory', got: '128Mi, while default.memory is 1Gi' },
      ],
    },
    {
      name: 'a request without a limit',
      objects: [limitRange({ defaultRequest: { memory: '128Mi' } }), clusterRow()],
      findings: [{ at: 'spec.limits[0].defaultRequest.memory', got: '128Mi, while default.memory is missing' }],
    },
  ],
});

function unequal(
  at: string,
  limit: Readonly<Record<string, unknown>>,
): { at: string; got: string; expected: string }[] {
  const defaults = recordOf(limit['default']);
  return Object.entries(recordOf(limit['defaultRequest']))
    .filter(([unit, request]) => !sameQuantity(request, defaults[unit]))
    .map(([unit, request]) => ({
      at: `${at}.defaultRequest.${unit}`,
      got: `${amountOf(request)}, while default.${unit} is ${amountOf(defaults[unit])}`,
      expected: 'the same quantity in both',
    }));
}

function amountOf(quantity: unknown): string {
  return typeof quantity === 'string' || typeof quantity === 'number' ? String(quantity) : 'missing';
}
