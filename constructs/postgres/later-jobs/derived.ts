import type { Manifest } from '../../model';
import { ALONE, type Neighbours } from '../../model/derived-object';
import { listOf, recordOf } from '../../model/foreign';
import { clusterView, type ClusterView } from '../cluster-view/derived';
import { instanceJob } from '../pods/derived';
import { sidecarOf, withSidecar } from '../sidecar/derived';

/**
 * Jobs that the operator may create for a `Cluster` once it runs: what a policy, a quota or a taint that came later stops
 * only then. Each stands for all of its kind, with the number of the first instance.
 *
 * - `join` copies a new or replaced replica from the primary.
 * - `snapshot-recovery` does the same from a snapshot: where WAL is archived and snapshots are taken.
 * - `major-upgrade` runs pg_upgrade; its container `prepare` runs the image of before.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/pkg/specs/jobs.go
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/pkg/reconciler/majorupgrade/job.go
 */
export function laterJobs(manifest: Manifest, near: Neighbours = ALONE): readonly Manifest[] {
  if (manifest.kind !== 'Cluster' || !manifest.apiVersion.startsWith('postgresql.cnpg.io/')) {
    return [];
  }
  const view = clusterView(manifest);
  const sidecar = sidecarOf(manifest, near);
  return [
    ...(view.instances > 1 ? [instanceJob(view, 1, 'join')] : []),
    ...(view.instances > 1 && mayUseSnapshots(manifest) ? [instanceJob(view, 1, 'snapshot-recovery')] : []),
    majorUpgrade(view),
  ].map((job) => withSidecar(job, sidecar));
}

/** A replica is made from a snapshot only where the WAL since then is archived. */
function mayUseSnapshots(manifest: Manifest): boolean {
  const { backup, plugins, bootstrap } = recordOf(manifest['spec']);
  const { barmanObjectStore, volumeSnapshot } = recordOf(backup);
  const archived =
    barmanObjectStore !== undefined ||
    listOf(plugins)
      .map(recordOf)
      .some(({ enabled, isWALArchiver }) => isWALArchiver === true && enabled !== false);
  const { volumeSnapshots } = recordOf(recordOf(bootstrap)['recovery']);
  return archived && (volumeSnapshot !== undefined || volumeSnapshots !== undefined);
}

/** It fails once and for all: a second pg_upgrade on the same volume would not succeed. */
function majorUpgrade(view: ClusterView): Manifest {
  const job = instanceJob(view, 1, 'major-upgrade');
  const spec = recordOf(job['spec']);
  const template = recordOf(spec['template']);
  const pod = recordOf(template['spec']);
  const [main] = listOf(pod['containers']).map(recordOf);
  const prepare = { ...main, name: 'prepare' };
  const initContainers = [...listOf(pod['initContainers']), prepare];
  return { ...job, spec: { ...spec, backoffLimit: 0, template: { ...template, spec: { ...pod, initContainers } } } };
}
