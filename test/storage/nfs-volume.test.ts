import { NfsVolume, type NfsVolumeProps } from '../../constructs/storage';
import { findings, manifest, render } from './fixture';

const of = (more: Partial<NfsVolumeProps> = {}) =>
  render((chart, place) => {
    new NfsVolume(chart, 'media', {
      ...place,
      host: 'nas',
      path: '/export/media',
      namespace: 'media',
      capacity: '500Gi',
      ...more,
    });
  });

describe('NfsVolume', () => {
  const bundle = of();
  const volume = manifest(bundle, 'PersistentVolume');
  const claim = manifest(bundle, 'PersistentVolumeClaim');

  it('mounts the directory of the host by its address, with one version of NFS', () => {
    expect(volume['spec']).toMatchObject({
      nfs: { server: '192.0.2.22', path: '/export/media' },
      mountOptions: ['nfsvers=4.1'],
      capacity: { storage: '500Gi' },
    });
  });

  it('binds volume and claim to each other, and to no class', () => {
    expect(volume).toMatchObject({
      metadata: { name: 'media-media' },
      spec: {
        storageClassName: '',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'media', name: 'media' },
      },
    });
    expect(claim).toMatchObject({
      metadata: { name: 'media', namespace: 'media' },
      spec: {
        storageClassName: '',
        volumeName: 'media-media',
        resources: { requests: { storage: '500Gi' } },
      },
    });
    expect((claim['spec'] as { accessModes: unknown }).accessModes).toEqual(['ReadWriteMany']);
    expect((volume['spec'] as { accessModes: unknown }).accessModes).toEqual(['ReadWriteMany']);
  });

  it('outlives its claim, and Argo CD', () => {
    expect(volume['spec']).toMatchObject({ persistentVolumeReclaimPolicy: 'Retain' });
    for (const { metadata } of [volume, claim]) {
      expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
    }
  });

  it('says what is lost with the host, and what nodes need', () => {
    expect(bundle.state.map(({ value }) => value)).toEqual([
      {
        id: 'home/media/media',
        kind: 'persistentVolume',
        failureDomains: ['host:nas', 'rack-c'],
        description: 'NFS volume media/media, /export/media of nas',
      },
    ]);
    expect(bundle.flows.map(({ value }) => value)).toMatchObject([
      { cluster: 'home', from: { kind: 'nodes' }, to: { kind: 'host', host: 'nas' }, ports: [{ port: 2049 }] },
    ]);
  });

  it('keeps every rule', () => {
    expect(findings(bundle)).toEqual([]);
  });

  it('takes the name of the host, options, access and a name', () => {
    const other = of({ server: 'fqdn', mountOptions: ['noatime'], accessModes: ['ReadOnlyMany'], name: 'films' });
    expect(manifest(other, 'PersistentVolume')).toMatchObject({
      metadata: { name: 'media-films' },
      spec: {
        nfs: { server: 'nas.example.internal' },
        mountOptions: ['nfsvers=4.1', 'noatime'],
        accessModes: ['ReadOnlyMany'],
        claimRef: { name: 'films' },
      },
    });
    expect(manifest(other, 'PersistentVolumeClaim')).toMatchObject({
      metadata: { name: 'films' },
      spec: { accessModes: ['ReadOnlyMany'], volumeName: 'media-films' },
    });
  });

  it('fails: a host of another role, and one that is not there', () => {
    expect(of({ host: 's3' }).violations).toMatchObject([{ rule: 'site/wrong-role' }]);
    expect(of({ host: 'nass' }).violations).toMatchObject([{ rule: 'site/unknown-reference' }]);
  });
});
