import { Construct, type IConstruct } from 'constructs';
import { SpecError } from '../model/finding';
import { HOST_RESOURCE, isHostResource } from '../model/host-plane';
import type { HostObject, HostOptions } from '../model/bundle';
import { HostStack } from './host-stack';
import type { HostInputs, HostOutputs, HostType } from './host-type';
import { isSymbolic, Reference } from './reference';

/** Options of a {@link HostResource}, in Pulumi's words; resources instead of their names. */
export interface HostResourceOptions extends Omit<HostOptions, 'provider'> {
  /**
   * Provider resource of the stack.
   *
   * @default - the provider of the environment
   */
  readonly provider?: HostResource;
  /**
   * Constructs that must exist first. Nothing orders resources of a provider by itself.
   *
   * @default - the resources that an input refers to
   */
  readonly dependsOn?: readonly IConstruct[];
}

/** Settings of a {@link HostResource}. */
export interface HostResourceProps<Args, Resource> {
  readonly type: HostType<Args, Resource>;
  readonly inputs: HostInputs<Args>;
  /** @default - no options */
  readonly options?: HostResourceOptions;
  /**
   * Pulumi name. Changing it replaces the resource.
   *
   * @default - the construct's ids below the stack, joined by `-`, without `Resource`
   */
  readonly name?: string;
}

/**
 * Defines one resource of the host plane, as data: no provider is loaded and nothing runs.
 *
 * @throws SpecError `structure/outside-stack` if it is not inside a {@link HostStack}.
 */
export class HostResource<Args = never, Resource = unknown> extends Construct {
  public readonly [HOST_RESOURCE] = true;
  public readonly stack: HostStack;
  /** Pulumi name. */
  public readonly name: string;
  /** Pulumi type token. */
  public readonly type: string;
  public readonly options: HostResourceOptions;
  /** Inputs with symbolic values as objects; `toHostObject` gives them as text. */
  public readonly inputs: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, props: HostResourceProps<Args, Resource>) {
    super(scope, id);
    this.stack = stackOf(this);
    this.type = props.type.token;
    this.inputs = props.inputs as Readonly<Record<string, unknown>>;
    this.options = props.options ?? {};
    this.name = props.name ?? nameOf(this);
    for (const reference of referencesIn(this.inputs)) {
      if (reference.resource !== (this as unknown)) {
        this.node.addDependency(reference.resource);
      }
    }
    this.node.addDependency(...(this.options.dependsOn ?? []));
  }

  /** An output of this resource, for the inputs of another resource of the same stack. */
  public output<K extends keyof HostOutputs<Resource> & string>(name: K): Reference<HostOutputs<Resource>[K]> {
    return new Reference(this, name);
  }

  public toHostObject(): HostObject {
    const { provider, dependsOn: _names, ...options } = this.options;
    return {
      plane: 'host',
      stack: this.stack.stackName,
      where: this.node.path,
      type: this.type,
      name: this.name,
      inputs: textOf(this.inputs) as Readonly<Record<string, unknown>>,
      dependsOn: dependenciesOf(this),
      options: provider === undefined ? options : { ...options, provider: provider.name },
    };
  }
}

/** Names of every resource that must exist before this one, in code-point order. */
function dependenciesOf(resource: HostResource): string[] {
  const names = resource.node.dependencies
    .flatMap((dependency) => dependency.node.findAll())
    .filter((construct) => construct !== resource && isHostResource(construct))
    .map((construct) => (construct as unknown as HostResource).name);
  return [...new Set(names)].sort();
}

function stackOf(resource: Construct): HostStack {
  const root = resource.node.root;
  if (!(root instanceof HostStack)) {
    throw new SpecError(resource, 'structure/outside-stack', {
      at: 'scope',
      got: `a tree whose root is a ${root.constructor.name}`,
      expected: 'a HostStack at the root',
      fix: 'create the resource inside new HostStack(name)',
    });
  }
  return root;
}

function nameOf(resource: Construct): string {
  return resource.node.scopes
    .slice(1)
    .map((scope) => scope.node.id)
    .filter((id) => id !== 'Resource')
    .join('-');
}

function* referencesIn(value: unknown): Generator<Reference<unknown>> {
  if (value instanceof Reference) {
    yield value;
  } else if (typeof value === 'object' && value !== null && !isSymbolic(value)) {
    for (const member of Object.values(value)) {
      yield* referencesIn(member);
    }
  }
}

/** Copies inputs with symbolic values as text and keys in code-point order; members that are `undefined` are dropped. */
function textOf(value: unknown): unknown {
  if (isSymbolic(value)) {
    return value.toString();
  }
  if (Array.isArray(value)) {
    return value.map(textOf);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, textOf(member)]));
}
