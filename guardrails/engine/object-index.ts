import type { External, HostObject, KubeObject, Manifest, Rendered, Site } from '../../constructs/model';
import type { Bundle } from '../../constructs/model';

/** Everything that was rendered, by cluster and stack. Built once for a run. */
export class BundleIndex {
  private readonly byCluster = new Map<string, ClusterObjects>();
  private readonly byStack = new Map<string, HostObject[]>();

  constructor(private readonly bundle: Bundle) {
    for (const object of bundle.objects) {
      getOrAdd(this.byCluster, object.cluster, () => new ClusterObjects()).add(object);
    }
    for (const resource of bundle.resources) {
      getOrAdd(this.byStack, resource.stack, () => []).push(resource);
    }
  }

  /** The index as a check of one object sees it: look-ups stay in that object's cluster or stack. */
  public around(subject: Rendered): ObjectIndex {
    return new ObjectIndex(subject, this.bundle, {
      cluster: subject.plane === 'kubernetes' ? this.byCluster.get(subject.cluster) : undefined,
      stack: subject.plane === 'host' ? this.byStack.get(subject.stack) : undefined,
    });
  }
}

/** Read-only view of both planes, from the place of one object. */
export class ObjectIndex {
  constructor(
    /** The object under check, with its place. */
    public readonly subject: Rendered,
    private readonly bundle: Bundle,
    private readonly near: {
      readonly cluster: ClusterObjects | undefined;
      readonly stack: readonly HostObject[] | undefined;
    },
  ) {}

  public get site(): Site {
    return this.bundle.site;
  }

  /** Whether a chart or stack is missing because it ended with an error: then what is not here may still exist. */
  public get incomplete(): boolean {
    return this.bundle.incomplete.length > 0;
  }

  /** Objects of a kind (`apps/Deployment`, `Service`) in the subject's cluster. */
  public ofKind(kind: string): readonly KubeObject[] {
    return this.near.cluster?.ofKind(kind) ?? [];
  }

  /** One object of the subject's cluster. */
  public find(kind: string, name: string, namespace?: string): KubeObject | undefined {
    return this.near.cluster?.find(kind, name, namespace);
  }

  /** Every object of the subject's cluster with the identity of a manifest, the object itself included. */
  public sameIdentity(manifest: Manifest): readonly KubeObject[] {
    return this.near.cluster?.sameIdentity(manifest) ?? [];
  }

  /** The declaration that something lives elsewhere, if there is one. */
  public external(kind: string, name: string, namespace?: string): External | undefined {
    const tree = this.subject.plane === 'kubernetes' ? this.subject.cluster : this.subject.stack;
    return this.bundle.externals.find(
      ({ value, tree: of }) =>
        of === tree && value.kind === kind && value.name === name && value.namespace === namespace,
    )?.value;
  }

  /** Resources of a type in the subject's stack. */
  public ofType(type: string): readonly HostObject[] {
    return (this.near.stack ?? []).filter((resource) => resource.type === type);
  }

  /** One resource of the subject's stack. */
  public resource(name: string): HostObject | undefined {
    return this.near.stack?.find((resource) => resource.name === name);
  }

  /** Every resource of the host plane, of any stack. */
  public get resources(): readonly HostObject[] {
    return this.bundle.resources;
  }
}

/** The objects of one cluster. */
class ClusterObjects {
  private readonly kinds = new Map<string, KubeObject[]>();
  private readonly identities = new Map<string, KubeObject[]>();

  public add(object: KubeObject): void {
    const kind = kindOf(object.manifest);
    getOrAdd(this.kinds, kind, () => []).push(object);
    const { name, namespace } = object.manifest.metadata;
    getOrAdd(this.identities, identity(kind, name, namespace), () => []).push(object);
  }

  public ofKind(kind: string): readonly KubeObject[] {
    return this.kinds.get(kind) ?? [];
  }

  public find(kind: string, name: string, namespace?: string): KubeObject | undefined {
    return this.identities.get(identity(kind, name, namespace))?.[0];
  }

  public sameIdentity({ metadata: { name, namespace }, ...manifest }: Manifest): readonly KubeObject[] {
    return this.identities.get(identity(kindOf(manifest), name, namespace)) ?? [];
  }
}

/** Group of an `apiVersion`; empty for Kubernetes' first group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** `Service` for the first group, `apps/Deployment` for every other: a kind without its version. */
export function kindOf({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  const group = groupOf(apiVersion);
  return group === '' ? kind : `${group}/${kind}`;
}

function identity(kind: string, name: string, namespace: string | undefined): string {
  return JSON.stringify([kind, namespace ?? '', name]);
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
