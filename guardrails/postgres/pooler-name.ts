import { reservedServiceNames } from '../../constructs/postgres/derived';
import type { Manifest } from '../../constructs/model';
import { fieldsAt, textOf } from '../engine/fields';
import { inNamespace, type Filing } from '../engine/filing';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const pooler = (name: string): Manifest => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Pooler',
  metadata: { name, namespace: 'databases' },
  spec: { cluster: { name: 'pg-main' }, instances: 2, type: 'rw', pgbouncer: { poolMode: 'session' } },
});

/** Clusters by every name that they take in their namespace. */
const BY_TAKEN_NAME: Filing = {
  kind: 'postgresql.cnpg.io/Cluster',
  keysOf({ manifest }) {
    const { name, namespace } = manifest.metadata;
    const more = fieldsAt(manifest, 'spec.managed.services.additional[].serviceTemplate.metadata.name');
    return [name, ...reservedServiceNames(name), ...more.flatMap(({ value }) => textOf(value) ?? [])].map((taken) =>
      inNamespace(namespace, taken),
    );
  },
};

/** A Pooler makes a Service and a ServiceAccount of its own name. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Pooler',
  severity: 'error',
  summary: 'a Pooler has neither the name of a Cluster nor that of one of its Services',
  why: 'both would own one ServiceAccount or one Service; the operator refuses the first and never gets the second ready',
  fix: 'name it after what it does: pg-main-pooler-rw',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/connection_pooling/',
  check: ({ metadata: { name, namespace } }, index) =>
    index
      .filed(BY_TAKEN_NAME, inNamespace(namespace, name))
      .map(({ manifest }) => manifest.metadata.name)
      .map((cluster) => ({
        at: 'metadata.name',
        got: cluster === name ? `${name}, the name of a Cluster` : `${name}, a Service of the Cluster ${cluster}`,
        expected: 'a name of its own in the namespace',
      })),
  valid: [
    { name: 'a name of its own', objects: [pooler('pg-main-pooler-rw'), clusterRow()] },
    {
      name: 'the name of a Cluster in another namespace',
      objects: [pooler('pg-other'), { ...clusterRow(), metadata: { name: 'pg-other', namespace: 'elsewhere' } }],
    },
  ],
  invalid: [
    {
      name: 'the name of its Cluster',
      objects: [pooler('pg-main'), clusterRow()],
      findings: [{ at: 'metadata.name', got: 'pg-main, the name of a Cluster' }],
    },
    {
      name: 'the Service for writers',
      objects: [pooler('pg-main-rw'), clusterRow()],
      findings: [{ at: 'metadata.name', got: 'pg-main-rw, a Service of the Cluster pg-main' }],
    },
    {
      name: 'a Service that the Cluster has besides',
      objects: [
        pooler('pg-main-lan'),
        clusterRow({
          managed: {
            services: { additional: [{ selectorType: 'rw', serviceTemplate: { metadata: { name: 'pg-main-lan' } } }] },
          },
        }),
      ],
      findings: [{ at: 'metadata.name', got: 'pg-main-lan, a Service of the Cluster pg-main' }],
    },
  ],
});
