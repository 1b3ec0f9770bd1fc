import type { Rendered } from '../../constructs/model';
import { kindOf } from '../engine/kind';
import { defineStructureRule } from '../rule';

const configMap = (namespace: string, value: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace },
  data: { mode: value },
});

const cronJob = (apiVersion: string) => ({
  apiVersion,
  kind: 'CronJob',
  metadata: { name: 'prune', namespace: 'apps' },
  spec: { schedule: '0 6 * * *' },
});

/** Two objects with one identity: whichever is applied last wins, and nobody says so. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'no two objects of a cluster have the same group, kind, namespace and name',
  why: 'the API server knows one object by that name: the one applied last overwrites the other, in every sync',
  fix: 'render the object once, or give one of the two another name',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  check: (object, index) => {
    if (object.plane === 'host') {
      return [];
    }
    const { name, namespace } = object.manifest.metadata;
    // Only Services: a claim or a Secret that exists already is often taken over by design.
    if (kindOf(object.manifest) === 'Service' && index.findDerived('Service', name, namespace) !== undefined) {
      return [
        {
          at: 'metadata.name',
          got: 'the name of a Service that an operator creates here for another object',
          expected: 'a name that no operator uses',
          fix: 'take this Service out and use the one of the operator, or give it another name',
        },
      ];
    }
    const same = index.sameIdentity(object.manifest);
    const [first] = same;
    if (first === undefined || same.length === 1 || first === object) {
      return [];
    }
    const versions = [first.manifest.apiVersion, object.manifest.apiVersion];
    const through = versions[0] === versions[1] ? '' : ` as ${versions[0]}, and here as ${versions[1]}`;
    return [
      {
        at: 'metadata.name',
        got: `an object that ${first.where} renders already${through}`,
        expected: 'one object with this group, kind, namespace and name',
        fix: `take it out at ${first.where} or at ${object.where}, or rename one of the two`,
      },
    ];
  },
  valid: [
    { name: 'one name in two namespaces', objects: [configMap('a', 'fast'), configMap('b', 'slow')] },
    {
      name: 'one name for two kinds',
      objects: [
        configMap('a', 'fast'),
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'settings', namespace: 'a' } },
      ],
    },
  ],
  invalid: [
    {
      name: 'the same ConfigMap twice',
      objects: [configMap('a', 'fast'), configMap('a', 'slow')],
      findings: [{ at: 'metadata.name', got: 'an object that home/row/0 renders already' }],
    },
    {
      name: 'a Service beside a Cluster whose operator creates it',
      objects: [
        {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'Cluster',
          metadata: { name: 'pg-main', namespace: 'databases' },
          spec: { instances: 3, storage: { size: '20Gi' } },
        },
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'pg-main-rw', namespace: 'databases' },
          spec: { selector: { app: 'pg' }, ports: [{ port: 5432 }] },
        },
      ],
      findings: [
        { at: 'metadata.name', got: 'the name of a Service that an operator creates here for another object' },
      ],
    },
    {
      name: 'one CronJob through two API versions',
      objects: [cronJob('batch/v1'), cronJob('batch/v1beta1')],
      findings: [
        {
          at: 'metadata.name',
          got: 'an object that home/row/0 renders already as batch/v1, and here as batch/v1beta1',
        },
      ],
    },
  ],
});
