import { posix } from 'node:path';
import { objectsOfCharts } from '../../constructs/gitops/charts/derived';
import type { Cluster, KubeObject, Manifest } from '../../constructs/model';
import type { DerivedObject } from '../../constructs/model/derived-object';
import { pathSegment } from '../../constructs/model/path-segment';
import { CRD, definedKindOf } from './crds';
import { derivedObjects } from './derived-objects';
import { listOf, recordOf, textOf } from './fields';
import { getOrAdd } from './get-or-add';
import { kindOf } from './kind';
import type { ObjectIndex } from './object-index';

/** Kind of an Argo CD Application. */
export const APPLICATION = 'argoproj.io/Application';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** An Application with everything that it delivers. */
export interface Delivery {
  /** Name of the Application. */
  readonly name: string;
  /** Sync wave among Applications. */
  readonly wave: number;
  /** Objects from Git and from charts. */
  readonly objects: readonly Manifest[];
  /** What controllers create for them, and the running system of a chart besides. */
  readonly made: readonly DerivedObject[];
}

/** Who delivers what in a cluster, and in which order. */
export class Deliveries {
  private readonly byThing = new Map<string, Delivery[]>();
  private readonly byMade = new Map<string, Delivery[]>();
  private readonly byName: ReadonlyMap<string, Delivery>;

  constructor(public readonly all: readonly Delivery[]) {
    this.byName = new Map(all.map((delivery) => [delivery.name, delivery]));
    for (const delivery of all) {
      for (const manifest of delivery.objects) {
        file(this.byThing, thing(kindOf(manifest), manifest.metadata), delivery);
        if (kindOf(manifest) === CRD) {
          file(this.byThing, definition(definedKindOf(manifest) ?? ''), delivery);
        }
      }
      delivery.made.forEach((object) => {
        file(this.byMade, thing(object.kind, object), delivery);
      });
    }
  }

  /** Applications that bring an object. */
  public of(kind: string, name: string, namespace?: string): readonly Delivery[] {
    return this.byThing.get(thing(kind, { name, namespace })) ?? [];
  }

  /** Applications that bring an object, or something that makes a controller create it. */
  public causing(kind: string, name: string, namespace?: string): readonly Delivery[] {
    const made = this.byMade.get(thing(kind, { name, namespace })) ?? [];
    return [...this.of(kind, name, namespace), ...made];
  }

  /** Applications that bring the definition of a kind. */
  public ofDefinition(kind: string): readonly Delivery[] {
    return this.byThing.get(definition(kind)) ?? [];
  }

  /** Applications that bring any object of a kind. */
  public ofKind(kind: string): readonly Delivery[] {
    return this.all.filter(({ objects }) => objects.some((manifest) => kindOf(manifest) === kind));
  }

  /** The delivery of an Application. */
  public by(name: string): Delivery | undefined {
    return this.byName.get(name);
  }
}

function file(map: Map<string, Delivery[]>, key: string, delivery: Delivery): void {
  const filed = getOrAdd(map, key, () => []);
  // One Application after the other: a second object of the same key comes right after the first.
  if (filed.at(-1) !== delivery) {
    filed.push(delivery);
  }
}

function thing(
  kind: string,
  { name, namespace = '' }: { readonly name: string; readonly namespace?: string | undefined },
): string {
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
  return delivery(manifest.metadata.name, waveOf(manifest), {
    fromGit: paths.flatMap((path) => byPath.get(path) ?? []),
    ofCharts: objectsOfCharts(manifest),
  });
}

/** What an Application takes its objects from. */
export interface DeliverySources {
  readonly fromGit: readonly Manifest[];
  readonly ofCharts: readonly DerivedObject[];
}

/** An Application with everything that it delivers, and that follows from it. */
export function delivery(name: string, wave: number, { fromGit, ofCharts }: DeliverySources): Delivery {
  const charts = ofCharts.flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest]));
  return {
    name,
    wave,
    objects: [...fromGit, ...charts],
    // What an Application delivers in its turn is that one's own.
    made: [
      ...ofCharts,
      ...[...fromGit, ...charts].filter(isNoApplication).flatMap((manifest) => derivedObjects(manifest)),
    ],
  };
}

function isNoApplication(manifest: Manifest): boolean {
  return kindOf(manifest) !== APPLICATION;
}

/** Sync wave of an object; what is no number counts as 0, as Argo CD takes it. */
export function waveOf({ metadata }: Manifest): number {
  const wave = Number(recordOf(metadata.annotations)[SYNC_WAVE] ?? 0);
  return Number.isInteger(wave) ? wave : 0;
}
