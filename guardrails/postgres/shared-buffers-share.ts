import type { Manifest } from '../../constructs/model';
import type { Cluster } from '../../imports/postgresql.cnpg.io/v1';
import { SHARED_BUFFERS, sharedBuffers } from '../engine/postgres-memory';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

/** Percent of the memory: PostgreSQL's documentation sees no gain above it. */
const MOST = 40n;

const withBuffers = (shared_buffers: string): Manifest =>
  clusterRow({ postgresql: { parameters: { shared_buffers } } });

/** PostgreSQL also relies on the page cache, which counts against the same limit. */
export default defineGuardrail<Cluster>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'warning',
  summary: 'shared_buffers takes at most 40 % of the memory of the instance',
  why: 'the rest is for connections, sorts and the page cache under the same limit: the more buffers, the sooner queries are killed',
  fix: 'leave it out of `parameters`: PostgresCluster sets a quarter of the memory',
  waive: 'when the working set was measured and fits',
  source: 'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-SHARED-BUFFERS',
  check(cluster) {
    const { buffers, memory = 0n, inHugePages = false } = sharedBuffers(cluster) ?? {};
    // More than all of it is for postgres/shared-buffers to tell.
    const isFault =
      buffers?.ok === true && !inHugePages && buffers.value * 100n > memory * MOST && buffers.value <= memory;
    return isFault
      ? [
          {
            at: SHARED_BUFFERS,
            got: `${(buffers.value * 100n) / memory} % of the memory`,
            expected: `at most ${MOST} %, usually 25 %`,
          },
        ]
      : [];
  },
  valid: [
    { name: 'a quarter', objects: [withBuffers('512MB')] },
    {
      name: 'half, in huge pages',
      objects: [
        clusterRow({
          postgresql: { parameters: { shared_buffers: '1GB' } },
          resources: { requests: { cpu: '1', memory: '2Gi', 'hugepages-1Gi': '1Gi' } },
        }),
      ],
    },
    { name: 'just below 40 % of 2Gi', objects: [withBuffers('819MB')] },
  ],
  invalid: [
    { name: 'half', objects: [withBuffers('1GB')], findings: [{ at: SHARED_BUFFERS, got: '50 % of the memory' }] },
    {
      name: 'all of it',
      objects: [withBuffers('2GB')],
      findings: [{ at: SHARED_BUFFERS, got: '100 % of the memory' }],
    },
  ],
});
