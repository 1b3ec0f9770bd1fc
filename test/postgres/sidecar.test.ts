import fc from 'fast-check';
import type { Manifest } from '../../constructs/model';
import { ALONE } from '../../constructs/model/derived-object';
import { barmanStoresOf, storeOfInstances, storesWithSidecars } from '../../constructs/postgres/barman-stores/derived';
import { derivedObjects } from '../../constructs/postgres/derived';
import { SIDECAR } from '../../constructs/postgres/sidecar/derived';
import { BundleIndex } from '../../guardrails/engine/object-index';
import { checkBundle } from '../../guardrails/engine/check';
import { listOf, recordOf } from '../../guardrails/engine/fields';
import { notGuaranteed } from '../../guardrails/engine/guaranteed';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { ARCHIVER, BARMAN_PLUGIN, objectStoreRow } from '../../guardrails/postgres/rows/backup';
import { clusterRow } from '../../guardrails/postgres/rows/cluster';
import { RULES } from '../../guardrails/registry';

type Fields = Readonly<Record<string, unknown>>;

const SECOND = { name: 'pg-old', plugin: { name: BARMAN_PLUGIN, parameters: { barmanObjectName: 'pg-old' } } };
const RECOVERY = { bootstrap: { recovery: { source: 'pg-old' } }, externalClusters: [SECOND] };
const REPLICA = { replica: { source: 'pg-old', enabled: true }, externalClusters: [SECOND] };

/** Pod specs of everything that the operator makes of the first object, by name; the others stand around it. */
function podSpecs(...objects: readonly [Manifest, ...Manifest[]]): ReadonlyMap<string, Fields> {
  const bundle = bundleOfRow({ name: 'objects', objects });
  const index = new BundleIndex(bundle).around(bundle.objects[0]!);
  const pods = index.derivedOfKind('Pod').map(({ name, manifest }) => [name, recordOf(manifest?.['spec'])] as const);
  const jobs = index.derivedOfKind('batch/Job').map(({ name, manifest }) => {
    const template = recordOf(recordOf(manifest?.['spec'])['template']);
    return [name, recordOf(template['spec'])] as const;
  });
  return new Map([...pods, ...jobs]);
}

function sidecarIn(pod: Fields | undefined): Fields | undefined {
  return listOf(pod?.['initContainers'])
    .map(recordOf)
    .find(({ name }) => name === SIDECAR);
}

/** Whether every container of a pod, those that start it and those beside it included, has limits that are its requests. */
function isGuaranteed(pod: Fields): boolean {
  const containers = [...listOf(pod['containers']), ...listOf(pod['initContainers'])].map(recordOf);
  return containers.every(({ resources }) => notGuaranteed(resources, 'resources').length === 0);
}

describe('the sidecar of the Barman Cloud plugin', () => {
  const cluster = clusterRow({ plugins: [ARCHIVER] });

  it('runs beside PostgreSQL in every instance, with the resources of the store', () => {
    const pods = podSpecs(cluster, objectStoreRow());
    const amounts = { cpu: '100m', memory: '512Mi' };
    for (const name of ['pg-main-1', 'pg-main-2', 'pg-main-3']) {
      expect(sidecarIn(pods.get(name))).toMatchObject({
        image: 'ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.13.0',
        restartPolicy: 'Always',
        resources: { requests: amounts, limits: amounts },
        securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true },
      });
    }
  });

  it('is seen whichever of both comes first', () => {
    const first = sidecarIn(podSpecs(objectStoreRow(), cluster).get('pg-main-1'));
    expect(first).toEqual(sidecarIn(podSpecs(cluster, objectStoreRow()).get('pg-main-1')));
    expect(first?.['resources']).toMatchObject({ limits: { cpu: '100m' } });
  });

  it('is in no Job that initializes or joins', () => {
    const pods = podSpecs(cluster, objectStoreRow());
    expect([...pods.keys()]).toContain('pg-main-1-initdb');
    expect(sidecarIn(pods.get('pg-main-1-initdb'))).toBeUndefined();
    expect(sidecarIn(pods.get('pg-main-2-join'))).toBeUndefined();
  });

  it('is in a Job that recovers, with the resources of the store that is recovered from', () => {
    const own = { limits: { cpu: '2', memory: '4Gi' } };
    const old = objectStoreRow({ instanceSidecarConfiguration: { resources: own } }, 'pg-old');
    const pods = podSpecs(clusterRow({ plugins: [ARCHIVER], ...RECOVERY }), objectStoreRow(), old);
    expect(sidecarIn(pods.get('pg-main-1-full-recovery'))?.['resources']).toEqual(own);
    expect(sidecarIn(pods.get('pg-main-1'))?.['resources']).toMatchObject({ limits: { memory: '512Mi' } });
  });

  it('is not there when a Cluster was only recovered: it archives nothing', () => {
    const pods = podSpecs(clusterRow(RECOVERY), objectStoreRow({}, 'pg-old'));
    expect(sidecarIn(pods.get('pg-main-1-full-recovery'))).toBeDefined();
    expect(sidecarIn(pods.get('pg-main-1'))).toBeUndefined();
  });

  it('trusts the authorities of its stores', () => {
    const store = objectStoreRow({
      configuration: { destinationPath: 's3://a/', endpointCA: { name: 's3-ca', key: 'ca.crt' } },
    });
    expect(podSpecs(cluster, store).get('pg-main-1')?.['volumes']).toContainEqual({
      name: 'barman-certificates',
      projected: {
        sources: [{ secret: { name: 's3-ca', items: [{ key: 'ca.crt', path: 'pg-main/barman-ca.crt' }] } }],
      },
    });
    expect(JSON.stringify(podSpecs(cluster, objectStoreRow()).get('pg-main-1'))).not.toContain('barman-certificates');
  });

  it('may read its stores: a Role of the plugin, bound to the ServiceAccount of the Cluster', () => {
    const names = (manifest: Manifest): string[] =>
      derivedObjects(manifest, ALONE).flatMap(({ kind, name }) => (name.endsWith('-barman-cloud') ? [kind] : []));
    expect(names(cluster)).toEqual(['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding']);
    expect(names(clusterRow())).toEqual([]);
  });
});

describe('mutation: resources of the sidecar', () => {
  const cluster = clusterRow({ plugins: [ARCHIVER] });
  const refuted = (store: Manifest): readonly string[] =>
    checkBundle(bundleOfRow({ name: 'objects', objects: [cluster, store] }), RULES)
      .findings.filter(({ rule }) => rule === 'postgres/sidecar-resources')
      .map(({ path }) => path);

  it('with them every pod is Guaranteed, and no rule speaks', () => {
    expect([...podSpecs(cluster, objectStoreRow()).values()].every(isGuaranteed)).toBe(true);
    expect(refuted(objectStoreRow())).toEqual([]);
  });

  it.each([
    ['none at all', undefined],
    ['requests alone', { resources: { requests: { cpu: '100m', memory: '512Mi' } } }],
    ['CPU alone', { resources: { limits: { cpu: '100m' } } }],
  ])('without them instances are not, and the store is told: %s', (_name, instanceSidecarConfiguration) => {
    const store = objectStoreRow({ instanceSidecarConfiguration });
    const pods = podSpecs(cluster, store);
    expect(isGuaranteed(pods.get('pg-main-1')!)).toBe(false);
    expect(isGuaranteed(pods.get('pg-main-1-initdb')!)).toBe(true);
    expect(refuted(store)).not.toEqual([]);
  });
});

describe('barmanStoresOf', () => {
  it.each<[string, Fields, Fields]>([
    ['the archive', { plugins: [ARCHIVER] }, { archive: 'pg-main' }],
    ['nothing of a plugin that is switched off', { plugins: [{ ...ARCHIVER, enabled: false }] }, {}],
    ['nothing of another plugin', { plugins: [{ ...ARCHIVER, name: 'other.example.org' }] }, {}],
    ['a recovery', RECOVERY, { recovery: 'pg-old' }],
    ['the source of a replica', REPLICA, { replicaSource: 'pg-old' }],
    ['nothing of an external cluster that nobody uses', { externalClusters: [SECOND] }, {}],
    [
      'all of them',
      { plugins: [ARCHIVER], ...RECOVERY, ...REPLICA },
      { archive: 'pg-main', recovery: 'pg-old', replicaSource: 'pg-old' },
    ],
  ])('knows %s', (...[, spec, expected]) => {
    expect(barmanStoresOf(clusterRow(spec))).toEqual(expected);
  });

  it('takes the resources of instances from the archive, else from a recovery, else from the source of a replica', () => {
    expect(storeOfInstances({ archive: 'a', recovery: 'b', replicaSource: 'c' })).toBe('a');
    expect(storeOfInstances({ recovery: 'b', replicaSource: 'c' })).toBe('b');
    expect(storeOfInstances({ replicaSource: 'c' })).toBe('c');
    expect(storeOfInstances({ recovery: 'b' })).toBeUndefined();
    expect(storesWithSidecars({ archive: 'a', recovery: 'b', replicaSource: 'c' })).toEqual(['a', 'b']);
  });

  it('survives any spec', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (plugins, externalClusters) => {
        const stores = barmanStoresOf(clusterRow({ ...RECOVERY, plugins, externalClusters }));
        expect(Object.values(stores).every((name) => typeof name === 'string')).toBe(true);
      }),
    );
  });
});
