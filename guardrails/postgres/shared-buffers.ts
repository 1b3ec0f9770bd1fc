import type { Manifest } from '../../constructs/model';
import type { Cluster } from '../../imports/postgresql.cnpg.io/v1';
import { SHARED_BUFFERS, sharedBuffers } from '../engine/postgres-memory';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const withBuffers = (shared_buffers: string): Manifest =>
  clusterRow({ postgresql: { parameters: { shared_buffers } } });

/** PostgreSQL and the operator count a number without a unit differently. */
export default defineGuardrail<Cluster>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'shared_buffers has a unit and fits into the memory of the instance',
  why: 'a bare 512 is 4 MB to PostgreSQL, which counts blocks of 8 kB, and 512 MB to the operator; more than the memory kills the postmaster at its start',
  fix: 'leave it out of `parameters`: PostgresCluster sets a quarter of the memory',
  waive: 'never',
  source: 'https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-NAMES-VALUES',
  check(cluster) {
    const setting = sharedBuffers(cluster);
    if (setting?.buffers.ok === false) {
      return [{ at: SHARED_BUFFERS, ...setting.buffers.fault }];
    }
    return setting?.memory !== undefined && !setting.inHugePages && setting.memory < setting.buffers.value
      ? [
          {
            at: SHARED_BUFFERS,
            got: `${setting.text}, more than an instance has`,
            expected: 'no more than the memory request, or than the huge pages of one size',
          },
        ]
      : [];
  },
  valid: [
    { name: 'a quarter of 2Gi', objects: [withBuffers('512MB')] },
    { name: 'left to PostgreSQL', objects: [clusterRow()] },
    { name: 'a fraction, and a space before the unit', objects: [withBuffers('0.5 GB')] },
    {
      name: 'more than the memory, in huge pages',
      objects: [
        clusterRow({
          postgresql: { parameters: { shared_buffers: '4GB' } },
          resources: {
            requests: { cpu: '1', memory: '2Gi' },
            limits: { cpu: '1', memory: '2Gi', 'hugepages-2Mi': '4Gi' },
          },
        }),
      ],
    },
  ],
  invalid: [
    {
      name: 'no unit',
      objects: [withBuffers('512')],
      findings: [{ at: SHARED_BUFFERS, got: '512, without a unit' }],
    },
    {
      name: "Kubernetes' units",
      objects: [withBuffers('512Mi')],
      findings: [{ at: SHARED_BUFFERS, got: '512Mi' }],
    },
    {
      name: 'more than the instance has',
      objects: [withBuffers('3GB')],
      findings: [{ at: SHARED_BUFFERS, got: '3GB, more than an instance has' }],
    },
    {
      name: 'more than any machine has: 400 digits',
      objects: [withBuffers(`${'9'.repeat(400)}GB`)],
      findings: [{ at: SHARED_BUFFERS, got: '400 digits' }],
    },
    {
      name: 'more than huge pages of either size hold',
      objects: [
        clusterRow({
          postgresql: { parameters: { shared_buffers: '4GB' } },
          resources: { requests: { memory: '2Gi', 'hugepages-2Mi': '3Gi', 'hugepages-1Gi': '3Gi' } },
        }),
      ],
      findings: [{ at: SHARED_BUFFERS, got: '4GB, more than an instance has' }],
    },
  ],
});
