import type { Bundle, External, HostObject, KubeObject, Manifest, Rendered, Site } from '../../constructs/model';
import { isBuiltIn } from './built-in';
import { ClusterObjects, identity } from './cluster-objects';
import type { DerivedObject } from '../../constructs/model/derived-object';
import type { Filing } from './filing';
import { getOrAdd } from './get-or-add';
import { StackResources } from './stack-resources';
import { Suggestions } from './suggestions';
import { leavesOf, type Place } from './walk';

export { groupOf, kindOf } from './kind';

/** Everything that was rendered, by cluster and stack. Built once for a run. */
export class BundleIndex {
  private readonly byCluster = new Map<string, ClusterObjects>();
  private readonly byStack = new Map<string, StackResources>();
  private readonly externals = new Map<string, Map<string, External>>();
  private readonly suggestions = new Suggestions();

  constructor(private readonly bundle: Bundle) {
    for (const object of bundle.objects) {
      getOrAdd(this.byCluster, object.cluster, () => new ClusterObjects()).add(object);
    }
    for (const resource of bundle.resources) {
      getOrAdd(this.byStack, resource.stack, () => new StackResources()).add(resource);
    }
    for (const { tree, value } of bundle.externals) {
      const key = identity(value.kind, value.name, value.namespace);
      getOrAdd(this.externals, tree, () => new Map<string, External>()).set(key, value);
    }
  }

  /** The index as a check of one object sees it: look-ups stay in that object's cluster or stack. */
  public around(subject: Rendered): ObjectIndex {
    const tree = subject.plane === 'kubernetes' ? subject.cluster : subject.stack;
    return new ObjectIndex(subject, this.bundle, {
      cluster: subject.plane === 'kubernetes' ? this.byCluster.get(tree) : undefined,
      stack: subject.plane === 'host' ? this.byStack.get(tree) : undefined,
      externals: this.externals.get(tree),
      suggestions: this.suggestions,
    });
  }
}

/** What stands around the object under check. */
interface Surroundings {
  readonly cluster: ClusterObjects | undefined;
  readonly stack: StackResources | undefined;
  readonly externals: ReadonlyMap<string, External> | undefined;
  readonly suggestions: Suggestions;
}

/** Read-only view of both planes, from the place of one object. */
export class ObjectIndex {
  private ownLeaves: readonly Place[] | undefined;

  constructor(
    /** The object under check, with its place. */
    public readonly subject: Rendered,
    private readonly bundle: Bundle,
    private readonly near: Surroundings,
  ) {}

  public get site(): Site {
    return this.bundle.site;
  }

  /** Whether a chart or stack is missing because it ended with an error: then what is not here may still exist. */
  public get incomplete(): boolean {
    return this.bundle.incomplete.length > 0;
  }

  /** Every scalar of the manifest, or of the inputs, of the object under check; walked once for all rules. */
  public get leaves(): readonly Place[] {
    this.ownLeaves ??= leavesOf(this.subject.plane === 'host' ? this.subject.inputs : this.subject.manifest);
    return this.ownLeaves;
  }

  /** Objects of a kind (`apps/Deployment`, `Service`) in the subject's cluster. */
  public ofKind(kind: string): readonly KubeObject[] {
    return this.near.cluster?.ofKind(kind) ?? [];
  }

  /** Objects of the subject's cluster that are filed under a key: for rules that would else look through all of a kind. */
  public filed(filing: Filing, key: string): readonly KubeObject[] {
    return this.near.cluster?.filed(filing, key) ?? [];
  }

  /** Objects of one namespace in the subject's cluster. */
  public inNamespace(namespace: string): readonly KubeObject[] {
    return this.near.cluster?.inNamespace(namespace) ?? [];
  }

  /** One object of the subject's cluster. */
  public find(kind: string, name: string, namespace?: string): KubeObject | undefined {
    return this.near.cluster?.find(kind, name, namespace);
  }

  /** One object that a controller of the subject's cluster will create. */
  public findDerived(kind: string, name: string, namespace?: string): DerivedObject | undefined {
    return this.near.cluster?.findDerived(kind, name, namespace);
  }

  /** Objects of a kind that controllers of the subject's cluster will create. */
  public derivedOfKind(kind: string): readonly DerivedObject[] {
    return this.near.cluster?.derivedOfKind(kind) ?? [];
  }

  /** Every object of the subject's cluster. */
  public get objects(): readonly KubeObject[] {
    return this.near.cluster?.all ?? [];
  }

  /** An answer that is the same for every object of the subject's cluster: worked out once. */
  public once<T>(question: (index: ObjectIndex) => T): T {
    return this.near.cluster?.once(() => question(this), question) ?? question(this);
  }

  /** Whether an object is rendered, will be created, is in every cluster, or was declared to live elsewhere. */
  public exists(kind: string, name: string, namespace?: string): boolean {
    return (
      this.find(kind, name, namespace) !== undefined ||
      this.findDerived(kind, name, namespace) !== undefined ||
      isBuiltIn(kind, name, namespace) ||
      this.external(kind, name, namespace) !== undefined
    );
  }

  /** The same, whatever the namespace. */
  public existsAnywhere(kind: string, name: string): boolean {
    return (
      this.near.cluster?.existsAnywhere(kind, name) === true ||
      this.externals.some((external) => external.kind === kind && external.name === name)
    );
  }

  /** Every object of the subject's cluster with the identity of a manifest, the object itself included. */
  public sameIdentity(manifest: Manifest): readonly KubeObject[] {
    return this.near.cluster?.sameIdentity(manifest) ?? [];
  }

  /** The declaration that something lives elsewhere, if there is one. */
  public external(kind: string, name: string, namespace?: string): External | undefined {
    return this.near.externals?.get(identity(kind, name, namespace));
  }

  /** Every declaration of the subject's cluster or stack that something lives elsewhere. */
  public get externals(): readonly External[] {
    return [...(this.near.externals?.values() ?? [])];
  }

  /** The candidate that was likely meant by a name that is none of them; only the first misses of a run are looked into. */
  public closest(name: string, candidates: () => Iterable<string>): string | undefined {
    return this.near.suggestions.closest(name, candidates);
  }

  /** Resources of a type in the subject's stack. */
  public ofType(type: string): readonly HostObject[] {
    return this.near.stack?.ofType(type) ?? [];
  }

  /** One resource of the subject's stack. */
  public resource(name: string): HostObject | undefined {
    return this.near.stack?.named(name)[0];
  }

  /** Every resource of the host plane, of any stack. */
  public get resources(): readonly HostObject[] {
    return this.bundle.resources;
  }
}
