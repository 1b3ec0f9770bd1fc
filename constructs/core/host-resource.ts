import { Construct, type IConstruct } from 'constructs';
import { SpecError } from '../model/finding';
import { HOST_RESOURCE, isHostResource } from '../model/host-plane';
import type { HostObject, HostOptions } from '../model/bundle';
import { compareCodePoints } from '../model/code-points';
import { literalReferencesIn, referencesIn, textOf } from './host-inputs';
import { HostStack } from './host-stack';
import { unrepresentableIn } from './json-inputs';
import type { HostInputs, HostOutputs, HostType } from './host-type';
import { Reference } from './reference';

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
   * Pulumi name, unique in the stack. Changing it replaces the resource unless `options.aliases` names the old one.
   *
   * @default - the construct's ids below the stack, joined by `-`, without `Resource`
   */
  readonly name?: string;
}

/**
 * Defines one resource of the host plane, as data: no provider is loaded and nothing runs.
 *
 * @throws SpecError `stack/outside` if it is not inside a {@link HostStack}.
 * @throws SpecError `stack/duplicate-name` if another resource of the stack has the same name.
 * @throws SpecError `stack/foreign-reference` if an input, provider or dependency belongs to another stack.
 * @throws SpecError `stack/not-a-provider` if `options.provider` is a resource of another kind.
 * @throws SpecError `stack/literal-reference` if an input is a text that reads like a reference.
 * @throws SpecError `stack/unrepresentable-input` if an input is something that JSON cannot hold.
 */
export class HostResource<Args = never, Resource = unknown> extends Construct {
  public readonly [HOST_RESOURCE] = true;
  public readonly stack: HostStack;
  /** Pulumi name. */
  public readonly name: string;
  /** Pulumi type token. */
  public readonly type: string;
  public readonly options: HostResourceOptions;
  /** Inputs with symbolic values as objects; {@link toHostObject} gives them as text. */
  public readonly inputs: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, props: HostResourceProps<Args, Resource>) {
    super(scope, id);
    this.stack = stackOf(this);
    this.type = props.type.token;
    this.inputs = props.inputs;
    this.options = props.options ?? {};
    this.name = props.name ?? nameOf(this);
    this.stack.register(this);
    refuseUnrepresentable(this);
    refuseLiteralReferences(this);
    refuseOtherProvider(this);
    for (const { at, target } of needsOf(this)) {
      refuseForeign(this, at, target);
      this.node.addDependency(target);
    }
  }

  /** An output of this resource, for the inputs of another resource of the same stack. */
  public output<K extends keyof HostOutputs<Resource> & string>(name: K): Reference<HostOutputs<Resource>[K]> {
    return new Reference(this, name);
  }

  /** The resource as text: what `plan.json` holds. */
  public toHostObject(): HostObject {
    const { provider, dependsOn: _constructs, ...options } = this.options;
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

/**
 * Names of every resource that must exist before this one, in code-point order; the provider goes without saying.
 *
 * What a scope depends on holds for everything inside it. A part that depends on its whole waits for the rest of the whole.
 */
function dependenciesOf(resource: HostResource): string[] {
  const { provider, dependsOn = [] } = resource.options;
  const names = new Set<string>();
  for (const scope of resource.node.scopes.filter(({ node }) => node.dependencies.length > 0)) {
    const own = new Set<IConstruct>(scope.node.findAll());
    for (const target of scope.node.dependencies.flatMap((dependency) => dependency.node.findAll())) {
      if (isHostResource(target) && !own.has(target)) {
        names.add((target as unknown as HostResource).name);
      }
    }
  }
  if (provider !== undefined && !dependsOn.includes(provider)) {
    names.delete(provider.name);
  }
  return [...names].sort(compareCodePoints);
}

interface Need {
  readonly at: string;
  readonly target: IConstruct;
}

function needsOf({ inputs, options }: HostResource): Need[] {
  return [
    ...[...referencesIn(inputs, 'inputs')].map(({ at, reference }) => ({ at, target: reference.resource })),
    ...(options.dependsOn ?? []).map((target, index) => ({ at: `options.dependsOn[${index}]`, target })),
    ...(options.provider === undefined ? [] : [{ at: 'options.provider', target: options.provider }]),
  ];
}

function refuseForeign(resource: HostResource, at: string, target: IConstruct): void {
  if (target.node.root !== resource.node.root) {
    throw new SpecError(resource, 'stack/foreign-reference', {
      at,
      got: `${target.node.path}, which is not in the stack ${resource.stack.stackName}`,
      expected: `a construct of the stack ${resource.stack.stackName}`,
    });
  }
}

function refuseOtherProvider(resource: HostResource): void {
  const { provider } = resource.options;
  if (provider !== undefined && !provider.type.startsWith('pulumi:providers:')) {
    throw new SpecError(resource, 'stack/not-a-provider', {
      at: 'options.provider',
      got: `${provider.node.path}, a ${provider.type}`,
      expected: 'a resource whose type starts with pulumi:providers:',
    });
  }
}

function refuseUnrepresentable(resource: HostResource): void {
  const violation = unrepresentableIn(resource.inputs, 'inputs');
  if (violation !== undefined) {
    throw new SpecError(resource, 'stack/unrepresentable-input', violation);
  }
}

function refuseLiteralReferences(resource: HostResource): void {
  for (const { at, text } of literalReferencesIn(resource.inputs, 'inputs')) {
    throw new SpecError(resource, 'stack/literal-reference', {
      at,
      got: text,
      expected: 'an output of a resource, a value of the configuration, or a text that does not read like one',
    });
  }
}

function stackOf(resource: Construct): HostStack {
  const root = resource.node.root;
  if (!HostStack.isHostStack(root)) {
    throw new SpecError(resource, 'stack/outside', {
      at: 'scope',
      got: `a tree whose root is a ${root.constructor.name}`,
      expected: 'a HostStack at the root',
    });
  }
  return root;
}

function nameOf(resource: Construct): string {
  const ids = resource.node.scopes.slice(1).map((scope) => scope.node.id);
  return ids.filter((id) => id !== 'Resource').join('-') || resource.node.id;
}
