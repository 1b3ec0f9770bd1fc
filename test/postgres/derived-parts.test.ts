import type { Manifest } from '../../constructs/model';
import { derivedObjects, type Derived } from '../../constructs/postgres/derived';
import { clusterRow } from '../../guardrails/postgres/rows/cluster';

function only(objects: readonly Derived[], kind: string, name: string): Manifest {
  const found = objects.filter((object) => object.kind === kind && object.name === name);
  expect(found).toHaveLength(1);
  return found[0]!.manifest;
}

describe('what a Cluster creates', () => {
  it('lets inherited labels win, except over the name of the Cluster where the operator writes that last', () => {
    const labels = { 'app.kubernetes.io/name': 'mine', 'cnpg.io/cluster': 'other', 'cnpg.io/podRole': 'own' };
    const made = derivedObjects(clusterRow({ inheritedMetadata: { labels }, monitoring: { enablePodMonitor: true } }));
    const labelsOf = (kind: string, name: string): unknown => only(made, kind, name).metadata.labels;
    const kept = { ...labels, 'cnpg.io/cluster': 'pg-main' };
    expect(labelsOf('Service', 'pg-main-rw')).toMatchObject(kept);
    expect(labelsOf('Secret', 'pg-main-ca')).toMatchObject(kept);
    expect(labelsOf('PersistentVolumeClaim', 'pg-main-1')).toMatchObject(kept);
    expect(labelsOf('monitoring.coreos.com/PodMonitor', 'pg-main')).toMatchObject(kept);
    expect(labelsOf('Pod', 'pg-main-1')).toMatchObject(labels);
    expect(labelsOf('batch/Job', 'pg-main-1-initdb')).toMatchObject(labels);
    expect(only(made, 'batch/Job', 'pg-main-1-initdb')).toMatchObject({ spec: { template: { metadata: { labels } } } });
  });

  it('selects instances in the PodMonitor, and labels it like the database', () => {
    const monitor = only(
      derivedObjects(clusterRow({ monitoring: { enablePodMonitor: true } })),
      'monitoring.coreos.com/PodMonitor',
      'pg-main',
    );
    expect(monitor).toMatchObject({
      metadata: {
        labels: {
          'app.kubernetes.io/component': 'database',
          'app.kubernetes.io/version': '18',
          'cnpg.io/cluster': 'pg-main',
        },
      },
      spec: { selector: { matchLabels: { 'cnpg.io/cluster': 'pg-main', 'cnpg.io/podRole': 'instance' } } },
    });
  });

  it('gives pods and Jobs the rights that the Cluster asks for, and fills in what it leaves out', () => {
    const made = derivedObjects(
      clusterRow({
        postgresUID: 1000,
        postgresGID: 1001,
        priorityClassName: 'databases',
        seccompProfile: { type: 'Unconfined' },
        podSecurityContext: { runAsUser: 70, fsGroup: null },
        securityContext: { readOnlyRootFilesystem: false, capabilities: null },
      }),
    );
    const pod = {
      priorityClassName: 'databases',
      securityContext: { runAsUser: 70, runAsGroup: 1001, seccompProfile: { type: 'Unconfined' } },
    };
    const securityContext = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: false,
      runAsNonRoot: true,
      seccompProfile: { type: 'Unconfined' },
    };
    const spec = only(made, 'Pod', 'pg-main-1')['spec'] as Readonly<Record<string, readonly unknown[]>>;
    expect(spec).toMatchObject(pod);
    expect(spec['securityContext']).toEqual(pod.securityContext);
    expect([...spec['initContainers']!, ...spec['containers']!]).toMatchObject([
      { securityContext },
      { securityContext },
    ]);
    expect(only(made, 'batch/Job', 'pg-main-1-initdb')).toMatchObject({
      spec: { template: { spec: { ...pod, containers: [{ securityContext }] } } },
    });
  });

  it('reads the user and the group of the Cluster, with zero as the default', () => {
    const context = (spec: Record<string, unknown>): unknown =>
      (only(derivedObjects(clusterRow(spec)), 'Pod', 'pg-main-1')['spec'] as Manifest)['securityContext'];
    const ids = { fsGroup: 1001, runAsGroup: 1001, runAsNonRoot: true, runAsUser: 1000 };
    expect(context({ postgresUID: 1000, postgresGID: 1001 })).toMatchObject(ids);
    expect(context({ postgresUID: 0 })).toMatchObject({ runAsUser: 26, fsGroup: 26 });
  });
});
