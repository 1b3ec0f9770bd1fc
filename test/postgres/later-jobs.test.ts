import fc from 'fast-check';
import type { Manifest } from '../../constructs/model';
import { laterJobs } from '../../constructs/postgres/later-jobs/derived';
import { SIDECAR } from '../../constructs/postgres/sidecar/derived';
import { listOf, recordOf } from '../../guardrails/engine/fields';
import { ARCHIVER, BARMAN_PLUGIN } from '../../guardrails/postgres/rows/backup';
import { clusterRow } from '../../guardrails/postgres/rows/cluster';

type Fields = Readonly<Record<string, unknown>>;

const SNAPSHOTS = { backup: { volumeSnapshot: { className: 'longhorn-snap' } } };

function roles(manifest: Manifest): unknown[] {
  return laterJobs(manifest).map(({ metadata }) => metadata.labels?.['cnpg.io/jobRole']);
}

function containers(job: Manifest | undefined, list: 'containers' | 'initContainers'): readonly Fields[] {
  const template = recordOf(recordOf(job?.['spec'])['template']);
  return listOf(recordOf(template['spec'])[list]).map(recordOf);
}

describe('laterJobs', () => {
  it.each<[string, Fields, string[]]>([
    ['replicas are copied', {}, ['join', 'major-upgrade']],
    ['a single instance has none', { instances: 1 }, ['major-upgrade']],
    ['snapshots without an archive serve no replica', SNAPSHOTS, ['join', 'major-upgrade']],
    ['snapshots with one do', { ...SNAPSHOTS, plugins: [ARCHIVER] }, ['join', 'snapshot-recovery', 'major-upgrade']],
  ])('knows: %s', (...[, spec, expected]) => {
    expect(roles(clusterRow(spec))).toEqual(expected);
  });

  it('gives the upgrade a container of before, with the resources of the Cluster, and one attempt', () => {
    const job = laterJobs(clusterRow({ instances: 1 }))[0];
    const resources = { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } };
    expect(job).toMatchObject({
      metadata: { name: 'pg-main-1-major-upgrade', labels: { 'cnpg.io/cluster': 'pg-main' } },
      spec: { backoffLimit: 0 },
    });
    expect(containers(job, 'initContainers')).toMatchObject([
      { name: 'bootstrap-controller', resources },
      { name: 'prepare', resources },
    ]);
    expect(containers(job, 'containers')).toMatchObject([{ name: 'major-upgrade', resources }]);
    expect(JSON.stringify(job)).not.toContain('podRole":');
  });

  it('puts the sidecar only into Jobs that recover with the plugin', () => {
    const recovered = clusterRow({
      ...SNAPSHOTS,
      plugins: [ARCHIVER],
      bootstrap: { recovery: { source: 'old' } },
      externalClusters: [{ name: 'old', plugin: { name: BARMAN_PLUGIN, parameters: { barmanObjectName: 'old' } } }],
    });
    const withSidecar = laterJobs(recovered).filter((job) =>
      containers(job, 'initContainers').some(({ name }) => name === SIDECAR),
    );
    expect(withSidecar.map(({ metadata }) => metadata.name)).toEqual(['pg-main-1-snapshot-recovery']);
  });

  it('yields nothing for other kinds, and survives any spec', () => {
    expect(laterJobs({ ...clusterRow(), kind: 'Pooler' })).toEqual([]);
    fc.assert(
      fc.property(fc.jsonValue(), (spec) => {
        expect(laterJobs({ ...clusterRow(), spec }).length).toBeGreaterThan(0);
      }),
    );
  });
});
