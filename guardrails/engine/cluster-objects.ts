import type { KubeObject, Manifest } from '../../constructs/model';
import type { DerivedObject, Neighbours } from '../../constructs/model/derived-object';
import { derivedObjects } from './derived-objects';
import { filed, type Filing } from './filing';
import { getOrAdd } from './get-or-add';
import { kindOf } from './kind';

/** What controllers will make of the objects of one cluster. */
interface DerivedIndex {
  readonly identities: ReadonlyMap<string, DerivedObject>;
  readonly kinds: ReadonlyMap<string, readonly DerivedObject[]>;
}

function derivedIndexOf(objects: readonly KubeObject[], near: Neighbours): DerivedIndex {
  const identities = new Map<string, DerivedObject>();
  const kinds = new Map<string, DerivedObject[]>();
  for (const derived of objects.flatMap(({ manifest }) => derivedObjects(manifest, near))) {
    identities.set(identity(derived.kind, derived.name, derived.namespace), derived);
    getOrAdd(kinds, derived.kind, () => []).push(derived);
  }
  return { identities, kinds };
}

/** The objects of one cluster, and what its controllers will make of them. */
export class ClusterObjects {
  private readonly kinds = new Map<string, KubeObject[]>();
  private readonly identities = new Map<string, KubeObject[]>();
  private readonly namespaces = new Map<string, KubeObject[]>();
  private readonly answers = new Map<unknown, unknown>();
  private readonly filings = new Map<Filing, ReadonlyMap<string, readonly KubeObject[]>>();
  private names: ReadonlySet<string> | undefined;
  private derived: DerivedIndex | undefined;

  public add(object: KubeObject): void {
    const kind = kindOf(object.manifest);
    const { name, namespace } = object.manifest.metadata;
    getOrAdd(this.kinds, kind, () => []).push(object);
    getOrAdd(this.identities, identity(kind, name, namespace), () => []).push(object);
    getOrAdd(this.namespaces, namespace ?? '', () => []).push(object);
  }

  /** What is worked out of all objects, once. Call it after every object was added. */
  public once<T>(question: () => T, key: unknown): T {
    if (!this.answers.has(key)) {
      this.answers.set(key, question());
    }
    return this.answers.get(key) as T;
  }

  public get all(): readonly KubeObject[] {
    return [...this.kinds.values()].flat();
  }

  /** Call it, as {@link findDerived}, after every object was added: what is made of one may depend on another. */
  public derivedOfKind(kind: string): readonly DerivedObject[] {
    return this.allDerived().kinds.get(kind) ?? [];
  }

  public ofKind(kind: string): readonly KubeObject[] {
    return this.kinds.get(kind) ?? [];
  }

  public inNamespace(namespace: string): readonly KubeObject[] {
    return this.namespaces.get(namespace) ?? [];
  }

  public find(kind: string, name: string, namespace?: string): KubeObject | undefined {
    return this.identities.get(identity(kind, name, namespace))?.[0];
  }

  public findDerived(kind: string, name: string, namespace?: string): DerivedObject | undefined {
    return this.allDerived().identities.get(identity(kind, name, namespace));
  }

  /** Objects that are filed under a key. Call it, as {@link existsAnywhere}, after every object was added. */
  public filed(filing: Filing, key: string): readonly KubeObject[] {
    return getOrAdd(this.filings, filing, () => filed(this.ofKind(filing.kind), filing)).get(key) ?? [];
  }

  /** Whether any namespace has, or will have, an object of this kind and name. */
  public existsAnywhere(kind: string, name: string): boolean {
    this.names ??= this.namesAnywhere();
    return this.names.has(identity(kind, name, undefined));
  }

  private allDerived(): DerivedIndex {
    this.derived ??= derivedIndexOf(this.all, {
      find: (kind, name, namespace) => this.find(kind, name, namespace)?.manifest,
    });
    return this.derived;
  }

  private namesAnywhere(): ReadonlySet<string> {
    const names = new Set(
      [...this.allDerived().identities.values()].map(({ kind, name }) => identity(kind, name, undefined)),
    );
    for (const [kind, objects] of this.kinds) {
      objects.forEach(({ manifest }) => names.add(identity(kind, manifest.metadata.name, undefined)));
    }
    return names;
  }

  public sameIdentity({ metadata: { name, namespace }, ...manifest }: Manifest): readonly KubeObject[] {
    return this.identities.get(identity(kindOf(manifest), name, namespace)) ?? [];
  }
}

/** A name holds no NUL: the parts cannot run into each other. */
export function identity(kind: string, name: string, namespace: string | undefined): string {
  return `${kind}\u0000${namespace ?? ''}\u0000${name}`;
}
