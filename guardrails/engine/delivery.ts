import { posix } from 'node:path';
import { objectsOfCharts } from '../../constructs/gitops/charts/derived';
import type { Cluster, KubeObject, Manifest } from '../../constructs/model';
import { pathSegment } from '../../constructs/model/path-segment';
import { CRD, definedKindOf } from './crds';
import { listOf, recordOf, textOf } from './fields';
import { getOrAdd } from './get-or-add';
import { groupOf, kindOf } from './kind';
import type { ObjectIndex } from './object-index';
import { referencesOf } from './references/references';

/** Kind of an Argo CD Application. */
export const APPLICATION = 'argoproj.io/Application';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** An Application with everything that it delivers. */
export interface Delivery {
  readonly application: Manifest;
  readonly name: string;
  /** Sync wave among Applications. */
  readonly wave: number;
  readonly objects: readonly Manifest[];
}

/** Who delivers what in a cluster, and in which order. */
export class Deliveries {
  private readonly byThing = new Map<string, Delivery[]>();

  constructor(public readonly all: readonly Delivery[]) {
    for (const delivery of all) {
      for (const manifest of delivery.objects) {
        getOrAdd(this.byThing, thing(kindOf(manifest), manifest.metadata), () => []).push(delivery);
        if (kindOf(manifest) === CRD) {
          getOrAdd(this.byThing, definition(definedKindOf(manifest) ?? ''), () => []).push(delivery);
        }
      }
    }
  }

  /** Applications that bring an object. */
  public of(kind: string, name: string, namespace?: string): readonly Delivery[] {
    return this.byThing.get(thing(kind, { name, namespace })) ?? [];
  }

  /** Applications that bring the definition of a kind. */
  public ofDefinition(kind: string): readonly Delivery[] {
    return this.byThing.get(definition(kind)) ?? [];
  }

  /** The delivery of one Application. */
  public by(application: Manifest): Delivery | undefined {
    return this.all.find((delivery) => delivery.application === application);
  }
}

function thing(kind: string, { name, namespace = '' }: { name: string; namespace?: string | undefined }): string {
  return `${kind}\u0000${namespace}\u0000${name}`;
}

function definition(kind: string): string {
  return `definition\u0000${kind}`;
}

/** Everything that the Applications of a cluster deliver; ask it as `index.once(deliveriesOf)`. */
export function deliveriesOf(index: ObjectIndex): Deliveries {
  const { subject, site } = index;
  const cluster = subject.plane === 'kubernetes' ? site.clusters.get(subject.cluster) : undefined;
  const byPath = new Map<string, Manifest[]>();
  for (const { app, manifest } of cluster === undefined ? [] : index.objects) {
    getOrAdd(byPath, pathOf(cluster!, app), () => []).push(manifest);
  }
  return new Deliveries(index.ofKind(APPLICATION).map((application) => deliveryOf(application, byPath)));
}

/** Where the manifests of an application lie in the repository. */
function pathOf({ key, gitops }: Cluster, app: string): string {
  return posix.join(gitops.path, 'clusters', pathSegment(key), pathSegment(app));
}

function deliveryOf({ manifest }: KubeObject, byPath: ReadonlyMap<string, readonly Manifest[]>): Delivery {
  const { source, sources } = recordOf(manifest['spec']);
  const paths = (sources === undefined ? [source] : listOf(sources)).flatMap((each) => {
    const path = textOf(recordOf(each)['path']);
    return path === undefined ? [] : [posix.normalize(path)];
  });
  const charts = objectsOfCharts(manifest).flatMap((object) =>
    object.manifest === undefined ? [] : [object.manifest],
  );
  return {
    application: manifest,
    name: manifest.metadata.name,
    wave: waveOf(manifest),
    objects: [...paths.flatMap((path) => byPath.get(path) ?? []), ...charts],
  };
}

/** Sync wave of an object; what is no number counts as 0, as Argo CD takes it. */
export function waveOf({ metadata }: Manifest): number {
  const wave = Number(recordOf(metadata.annotations)[SYNC_WAVE] ?? 0);
  return Number.isInteger(wave) ? wave : 0;
}

/** Something that must be there before an object. */
export interface Need {
  /** For people: `the definition of postgresql.cnpg.io/Cluster`. */
  readonly what: string;
  readonly deliveries: readonly Delivery[];
}

/** Kinds that an object waits for if it names one: without them it is refused, or hangs. */
const WAITED_FOR: ReadonlySet<string> = new Set([
  'barmancloud.cnpg.io/ObjectStore',
  'cert-manager.io/ClusterIssuer',
  'cert-manager.io/Issuer',
  'networking.k8s.io/IngressClass',
  'scheduling.k8s.io/PriorityClass',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'storage.k8s.io/StorageClass',
]);

/** Everything that an Application of the cluster brings and an object cannot do without. */
export function needsOf(manifest: Manifest, deliveries: Deliveries): readonly Need[] {
  const kind = kindOf(manifest);
  const { namespace } = manifest.metadata;
  const home =
    namespace === undefined
      ? []
      : [{ what: `Namespace ${namespace}`, deliveries: deliveries.of('Namespace', namespace) }];
  const own =
    groupOf(manifest.apiVersion) === ''
      ? []
      : [{ what: `the definition of ${kind}`, deliveries: deliveries.ofDefinition(kind) }];
  const named = referencesOf(manifest)
    .filter((reference) => WAITED_FOR.has(reference.kind))
    .map(({ kind: target, name, namespace: place }) => ({
      what: `${target} ${place === undefined ? name : `${place}/${name}`}`,
      deliveries: deliveries.of(target, name, place),
    }));
  return [...home, ...own, ...named].filter((need) => need.deliveries.length > 0);
}
