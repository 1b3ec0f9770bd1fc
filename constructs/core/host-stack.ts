import { RootConstruct, type IConstruct } from 'constructs';
import { SpecError } from '../model/finding';
import { stackMade } from '../model/host-plane';
import { componentNameOf } from './component';

/** What a stack knows of a resource. */
interface NamedResource extends IConstruct {
  readonly name: string;
}

/** Marks a stack, across copies of this package. */
const HOST_STACK: unique symbol = Symbol.for('rackproof.HostStack') as never;

/**
 * Defines the resources of one blast radius: one Pulumi stack, one `pulumi up`.
 *
 * References stay inside a stack; what stacks share is a value of the site.
 */
export class HostStack extends RootConstruct {
  public readonly [HOST_STACK] = true;
  private readonly resources = new Map<string, IConstruct>();
  private readonly scopes = new Map<string, IConstruct>();

  constructor(
    /** Name of the Pulumi stack. */
    public readonly stackName: string,
  ) {
    super(stackName);
    stackMade(this);
  }

  /** Whether a value is a stack, also one of another copy of this package. */
  public static isHostStack(value: unknown): value is HostStack {
    return typeof value === 'object' && value !== null && HOST_STACK in value;
  }

  /**
   * Takes a resource's name, and those of the scopes that it stands in: references and dependencies in `plan.json` are
   * told apart by the one, components in Pulumi's state by the others.
   *
   * @throws SpecError `stack/duplicate-name` if another resource, or another scope, of the stack has that name.
   */
  public register(resource: NamedResource): void {
    take(this.resources, resource.name, resource);
    for (const scope of resource.node.scopes.slice(1, -1)) {
      take(this.scopes, componentNameOf(scope), scope);
    }
  }
}

function take(names: Map<string, IConstruct>, name: string, construct: IConstruct): void {
  const other = names.get(name);
  if (other !== undefined && other !== construct) {
    throw new SpecError(construct, 'stack/duplicate-name', {
      at: 'name',
      got: `${name}, the name of ${other.node.path} too`,
      expected: 'a name of its own in the stack, whatever the type',
    });
  }
  names.set(name, construct);
}
