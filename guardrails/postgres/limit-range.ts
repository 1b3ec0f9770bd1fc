import type { Manifest, Violation } from '../../constructs/model';
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
    {
      name: 'a least amount below the default, and a largest one above it: neither fills in anything',
      objects: [
        limitRange({ min: { cpu: '10m' }, default: { cpu: '1' }, max: { cpu: '8' } }),
        limitRange({ defaultRequest: { memory: '1Gi' }, max: { memory: '1024Mi' } }, 'databases', 'memory'),
        clusterRow(),
      ],
    },
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
    {
      name: 'a largest amount, which becomes the limit, and a least one, which becomes the request',
      objects: [
        limitRange({ max: { cpu: '8' }, defaultRequest: { cpu: '100m' } }),
        limitRange({ min: { memory: '64Mi' } }, 'databases', 'least'),
        clusterRow(),
      ],
      findings: [
        { at: 'spec.limits[0].defaultRequest.cpu', got: '100m, while max.cpu is 8' },
        { at: 'spec.limits[0].min.memory', got: '64Mi, while default.memory is missing' },
      ],
    },
  ],
});

/**
 * What a container gets that leaves everything out: the API server fills each of these fields from the next one.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/core/v1/defaults.go SetDefaults_LimitRangeItem
 */
function unequal(at: string, limit: Readonly<Record<string, unknown>>): readonly Violation[] {
  const min = recordOf(limit['min']);
  const limits = { ...recordOf(limit['max']), ...recordOf(limit['default']) };
  const requests = { ...min, ...limits, ...recordOf(limit['defaultRequest']) };
  return Object.entries(requests)
    .filter(([unit, request]) => !sameQuantity(request, limits[unit]))
    .map(([unit, request]) => ({
      at: `${at}.${Object.hasOwn(recordOf(limit['defaultRequest']), unit) ? 'defaultRequest' : 'min'}.${unit}`,
      got: `${amountOf(request)}, while ${limitIn(limit, unit)} is ${amountOf(limits[unit])}`,
      expected: 'the same quantity in both',
    }));
}

function limitIn(limit: Readonly<Record<string, unknown>>, unit: string): string {
  const fromMax = Object.hasOwn(recordOf(limit['max']), unit) && !Object.hasOwn(recordOf(limit['default']), unit);
  return `${fromMax ? 'max' : 'default'}.${unit}`;
}

function amountOf(quantity: unknown): string {
  return typeof quantity === 'string' || typeof quantity === 'number' ? String(quantity) : 'missing';
}
