import { StorageClass, VolumeSnapshotClass } from '../../constructs/storage';
import { findings, manifest, render } from './fixture';

const KEPT = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };

describe('StorageClass', () => {
  it('keeps volumes whose claim is gone, and says every parameter as a text', () => {
    const bundle = render((chart, { cluster }) => {
      new StorageClass(chart, 'longhorn', { cluster, numberOfReplicas: 2 });
    });
    expect(manifest(bundle, 'StorageClass')).toEqual({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: expect.objectContaining({ name: 'longhorn', annotations: KEPT }) as object,
      provisioner: 'driver.longhorn.io',
      parameters: { numberOfReplicas: '2', dataLocality: 'disabled', staleReplicaTimeout: '2880', fsType: 'ext4' },
      reclaimPolicy: 'Retain',
      allowVolumeExpansion: true,
      volumeBindingMode: 'WaitForFirstConsumer',
    });
    expect(findings(bundle)).toEqual([]);
  });

  it('takes every setting', () => {
    const bundle = render((chart, { cluster }) => {
      const { name } = new StorageClass(chart, 'fast', {
        cluster,
        name: 'longhorn-fast',
        numberOfReplicas: 1,
        dataLocality: 'best-effort',
        staleReplicaTimeoutMinutes: 30,
        fsType: 'xfs',
        diskSelector: ['ssd', 'fast'],
        nodeSelector: ['storage'],
        recurringJobs: [{ name: 'nightly' }, { name: 'off-site', isGroup: true }],
        reclaimPolicy: 'Delete',
        allowVolumeExpansion: false,
        volumeBindingMode: 'Immediate',
        isDefault: true,
      });
      expect(name).toBe('longhorn-fast');
    });
    expect(manifest(bundle, 'StorageClass')).toMatchObject({
      metadata: { name: 'longhorn-fast', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      parameters: {
        numberOfReplicas: '1',
        dataLocality: 'best-effort',
        staleReplicaTimeout: '30',
        fsType: 'xfs',
        diskSelector: 'ssd,fast',
        nodeSelector: 'storage',
        recurringJobSelector: '[{"name":"nightly","isGroup":false},{"name":"off-site","isGroup":true}]',
      },
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: false,
      volumeBindingMode: 'Immediate',
    });
    expect(findings(bundle)).toEqual([]);
  });

  it('keeps the only copy beside the instance for databases', () => {
    const bundle = render((chart, { cluster }) => {
      StorageClass.database(chart, 'databases', { cluster });
    });
    expect(manifest(bundle, 'StorageClass')).toMatchObject({
      metadata: { name: 'databases' },
      parameters: { numberOfReplicas: '1', dataLocality: 'strict-local' },
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Retain',
    });
    expect(findings(bundle)).toEqual([]);
  });
});

describe('VolumeSnapshotClass', () => {
  it('always says what it makes', () => {
    const bundle = render((chart) => {
      new VolumeSnapshotClass(chart, 'snap', {
        type: 'snap',
        deletionPolicy: 'Delete',
        labels: { 'velero.io/csi-volumesnapshot-class': 'true' },
      });
    });
    expect(manifest(bundle, 'VolumeSnapshotClass')).toMatchObject({
      metadata: { name: 'snap', labels: { 'velero.io/csi-volumesnapshot-class': 'true' } },
      driver: 'driver.longhorn.io',
      deletionPolicy: 'Delete',
      parameters: { type: 'snap' },
    });
    expect(findings(bundle)).toEqual([]);
  });
});
