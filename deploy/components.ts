import * as pulumi from '@pulumi/pulumi';
import type { IConstruct } from 'constructs';
import { componentNameOf, componentTypeOf } from '../constructs/core/component';
import { isHostResource } from '../constructs/model/host-plane';

/**
 * One component resource for each scope of the construct tree, so that Pulumi's preview reads like the model. The SDK itself
 * tells the engine when a component has nothing more to say.
 */
export class Components {
  private readonly byScope = new Map<IConstruct, pulumi.ComponentResource>();

  /** Component that a construct stands in; `undefined` for what stands directly in the stack. */
  public parentOf(construct: IConstruct): pulumi.ComponentResource | undefined {
    const { scope } = construct.node;
    if (scope?.node.scope === undefined) {
      return undefined;
    }
    return isHostResource(scope) ? this.parentOf(scope) : (this.byScope.get(scope) ?? this.open(scope));
  }

  private open(scope: IConstruct): pulumi.ComponentResource {
    const parent = this.parentOf(scope);
    const component = new pulumi.ComponentResource(
      componentTypeOf(scope),
      componentNameOf(scope),
      {},
      parent === undefined ? {} : { parent },
    );
    this.byScope.set(scope, component);
    return component;
  }
}
