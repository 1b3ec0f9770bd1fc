import { objectsOfCharts } from '../../constructs/gitops/charts/derived';
import type { Manifest } from '../../constructs/model';
import type { DerivedObject } from '../../constructs/model/derived-object';
import { CRD, definedKindOf } from './crds';
import { derivedObjects } from './derived-objects';
import { APPLICATION, Folders, orderOf, waveOf } from './folders';
import { getOrAdd } from './get-or-add';
import { kindOf } from './kind';
import type { ObjectIndex } from './object-index';

export { APPLICATION } from './folders';

/** An Application with everything that it delivers. */
export interface Delivery {
  /** Name of the Application. */
  readonly name: string;
  /** Sync wave of the Application within the sync that applies it. */
  readonly wave: number;
  /**
   * Waves from the outermost Application that holds this one to this one itself: an Application inside a chart comes when that
   * chart does.
   */
  readonly order: readonly number[];
  /** Objects from Git and from charts. */
  readonly objects: readonly Manifest[];
  /** What controllers create for them, and the running system of a chart besides. */
  readonly made: readonly DerivedObject[];
}

/** Who delivers what in a cluster, and in which order. */
export class Deliveries {
  private readonly byThing = new Map<string, Delivery[]>();
  private readonly byMade = new Map<string, Delivery[]>();
  /** Whatever the namespace. */
  private readonly byName = new Map<string, Delivery[]>();
  private readonly byApplication: ReadonlyMap<string, Delivery>;

  constructor(public readonly all: readonly Delivery[]) {
    this.byApplication = new Map(all.map((delivery) => [delivery.name, delivery]));
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
      [...delivery.objects.map(placeOf), ...delivery.made].forEach(({ kind, name }) => {
        file(this.byName, thing(kind, { name }), delivery);
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

  /** The same, whatever the namespace: what refers to it does not tell. */
  public causingAnywhere(kind: string, name: string): readonly Delivery[] {
    return this.byName.get(thing(kind, { name })) ?? [];
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
    return this.byApplication.get(name);
  }
}

/** Whether everything of the first is there before the second begins. */
export function isBefore({ order: first }: Delivery, { order: second }: Delivery): boolean {
  const at = first.findIndex((wave, index) => wave !== second[index]);
  return at >= 0 && at < second.length && first[at]! < second[at]!;
}

function placeOf(manifest: Manifest): { readonly kind: string; readonly name: string } {
  return { kind: kindOf(manifest), name: manifest.metadata.name };
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
  const folders = new Folders(cluster, index.objects);
  const applications = index.ofKind(APPLICATION);
  return new Deliveries(
    applications.map((object) => {
      const { manifest } = object;
      const sources = { fromGit: folders.of(manifest), ofCharts: objectsOfCharts(manifest) };
      return { ...delivery(manifest.metadata.name, waveOf(manifest), sources), order: orderOf(object, folders) };
    }),
  );
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
    order: [wave],
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
