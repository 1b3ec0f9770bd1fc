import type { Cluster } from '../../imports/postgresql.cnpg.io/v1';
import { notGuaranteed } from '../engine/guaranteed';
import { defineGuardrail } from '../rule';
import { ARTICLE_00, clusterRow } from './rows/cluster';

/** What a Cluster has a say in; sidecars of plugins, poolers and LimitRanges have rules of their own. */
export default defineGuardrail<Cluster>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'a Cluster lets its pods be Guaranteed: request equals limit, for CPU and for memory',
  lesson:
    'article 00, section 3, promises Guaranteed from equal memory; with 500m of CPU and a limit of 1 it is Burstable',
  why: 'only in the Guaranteed class does the postmaster keep its low OOM score: under pressure the node kills another',
  fix: 'use PostgresCluster, which renders both from one prop',
  waive: 'for a laboratory whose database may be killed or evicted at any time',
  source: 'https://cloudnative-pg.io/documentation/current/resource_management/',
  check: ({ spec: { resources } }) => notGuaranteed(resources, 'spec.resources'),
  valid: [
    {
      name: 'equal by value: 1 core and 1000m, 2Gi and 2048Mi',
      objects: [
        clusterRow({
          resources: { requests: { cpu: '1', memory: '2048Mi' }, limits: { cpu: '1000m', memory: '2Gi' } },
        }),
      ],
    },
    {
      name: 'limits alone: requests follow them',
      objects: [clusterRow({ resources: { limits: { cpu: 2, memory: '4Gi' } } })],
    },
  ],
  invalid: [
    {
      name: 'the manifest of article 00: memory is equal, CPU is not',
      objects: [ARTICLE_00],
      findings: [{ at: 'spec.resources.requests.cpu', got: '500m, while limits.cpu is 1' }],
    },
    {
      name: 'no resources at all',
      objects: [clusterRow({ resources: undefined })],
      findings: [
        { at: 'spec.resources.requests.cpu', got: 'nothing, while limits.cpu is missing' },
        { at: 'spec.resources.requests.memory', got: 'nothing, while limits.memory is missing' },
      ],
    },
    {
      name: 'no CPU limit, so that queries never wait: Burstable all the same',
      objects: [clusterRow({ resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } } })],
      findings: [{ at: 'spec.resources.requests.cpu', got: '1, while limits.cpu is missing' }],
    },
  ],
});
