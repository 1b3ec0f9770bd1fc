import type { KubeObject, Manifest } from '../../constructs/model';
import type { DerivedObject } from '../../constructs/model/derived-object';
import { derivedObjects } from './derived-objects';
import { filed, type Filing } from './filing';
import { getOrAdd } from './get-or-add';
import { kindOf } from './kind';

/** The objects of one cluster, and what its controllers will make of them. */
export class ClusterObjects {
  private readonly kinds = new Map<string, KubeObject[]>();
  private readonly identities = new Map<string, KubeObject[]>();
  private readonly namespaces = new Map<string, KubeObject[]>();
  private readonly derived = new Map<string, DerivedObject>();
  private readonly derivedKinds = new Map<string, DerivedObject[]>();
  private readonly answers = new Map<unknown, unknown>();
  private readonly filings = new Map<Filing, ReadonlyMap<string, readonly KubeObject[]>>();
  private names: ReadonlySet<string> | undefined;

  public add(object: KubeObject): void {
    const kind = kindOf(object.manifest);
    const { name, namespace } = object.manifest.metadata;
    getOrAdd(this.kinds, kind, () => []).push(object);
    getOrAdd(this.identities, identity(kind, name, namespace), () => []).push(object);
    getOrAdd(this.namespaces, namespace ?? '', () => []).push(object);
    for (const derived of derivedObjects(object.manifest)) {
      this.derived.set(identity(derived.kind, derived.name, derived.namespace), derived);
      getOrAdd(this.derivedKinds, derived.kind, () => []).push(derived);
    }
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

  public derivedOfKind(kind: string): readonly DerivedObject[] {
    return this.derivedKinds.get(kind) ?? [];
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
    return this.derived.get(identity(kind, name, namespace));
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

  private namesAnywhere(): ReadonlySet<string> {
    const names = new Set([...this.derived.values()].map(({ kind, name }) => identity(kind, name, undefined)));
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
