import type { Manifest, Rendered } from '../../constructs/model';
import { quantityViolations } from '../engine/quantities';
import { defineStructureRule } from '../rule';

const deployment = (resources: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'apps' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'ghcr.io/example/web:2.1.0', resources }] },
    },
  },
});

const claim = (storage: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'apps' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});

const policy = (kind: string, namespace?: string): Manifest => ({
  apiVersion: 'kyverno.io/v1',
  kind,
  metadata: { name: 'require-requests', ...(namespace === undefined ? {} : { namespace }) },
  spec: {
    rules: [
      {
        name: 'requests',
        match: { any: [{ resources: { kinds: ['Pod'] } }] },
        validate: {
          message: 'every container asks for memory',
          pattern: {
            spec: { containers: [{ resources: { requests: { memory: '?*' }, limits: { memory: '<=4Gi' } } }] },
          },
        },
      },
    ],
  },
});

/** Amounts: of resources and of storage, wherever a kind has them. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'every amount is a quantity of 0 or more, and no request exceeds its limit',
  why: 'the API refuses what is no amount, and a request above its limit; 8m of memory is eight thousandths of a byte',
  fix: 'write a number with one of the suffixes m, k, M, G, T, Ki, Mi, Gi, Ti',
  waive: 'never',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
  check: (object, { leaves }) => (object.plane === 'host' ? [] : quantityViolations(object.manifest, leaves)),
  valid: [
    {
      name: 'equal amounts, written in two ways',
      objects: [deployment({ requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1000m', memory: '1024Mi' } })],
    },
    { name: 'the storage of a claim', objects: [claim('20Gi')] },
    {
      name: 'a policy, whose patterns are no amounts',
      objects: [policy('ClusterPolicy'), policy('Policy', 'web')],
    },
  ],
  invalid: [
    {
      name: 'a lower-case suffix',
      objects: [deployment({ limits: { memory: '8gi' } })],
      findings: [{ at: 'spec.template.spec.containers[0].resources.limits.memory' }],
    },
    {
      name: 'a suffix that people write',
      objects: [claim('8GB')],
      findings: [{ at: 'spec.resources.requests.storage' }],
    },
    {
      name: 'less than nothing',
      objects: [deployment({ requests: { memory: '-1Gi' } })],
      findings: [{ at: 'spec.template.spec.containers[0].resources.requests.memory' }],
    },
    {
      name: 'a request above its limit',
      objects: [deployment({ requests: { cpu: '2' }, limits: { cpu: '1500m' } })],
      findings: [
        { at: 'spec.template.spec.containers[0].resources.requests.cpu', got: '2, while limits.cpu is 1500m' },
      ],
    },
    {
      name: 'thousandths of a byte',
      objects: [deployment({ limits: { memory: '512m' } })],
      findings: [{ at: 'spec.template.spec.containers[0].resources.limits.memory', got: '512m' }],
    },
  ],
});
