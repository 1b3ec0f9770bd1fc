import { RootConstruct } from 'constructs';

/**
 * Defines the resources of one blast radius: one Pulumi stack, one `pulumi up`.
 *
 * References stay inside a stack; what stacks share is a value of the site.
 */
export class HostStack extends RootConstruct {
  constructor(
    /** Name of the Pulumi stack. */
    public readonly stackName: string,
  ) {
    super(stackName);
  }
}
