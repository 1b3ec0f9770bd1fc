import { RootConstruct } from 'constructs';
import { SpecError, type ConstructPlace } from '../model/finding';

/** What a stack knows of a resource. */
interface NamedResource extends ConstructPlace {
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
  private readonly names = new Map<string, NamedResource>();

  constructor(
    /** Name of the Pulumi stack. */
    public readonly stackName: string,
  ) {
    super(stackName);
  }

  /** Whether a value is a stack, also one of another copy of this package. */
  public static isHostStack(value: unknown): value is HostStack {
    return typeof value === 'object' && value !== null && HOST_STACK in value;
  }

  /**
   * Takes a resource's name: references and dependencies in `plan.json` are told apart by it alone.
   *
   * @throws SpecError `stack/duplicate-name` if another resource of the stack has that name.
   */
  public register(resource: NamedResource): void {
    const other = this.names.get(resource.name);
    if (other !== undefined) {
      throw new SpecError(resource, 'stack/duplicate-name', {
        at: 'name',
        got: `${resource.name}, the name of ${other.node.path} too`,
        expected: 'a name that no other resource of the stack has, whatever its type',
      });
    }
    this.names.set(resource.name, resource);
  }
}
