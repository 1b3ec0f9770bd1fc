import * as pulumi from '@pulumi/pulumi';
import { mapInputs } from '../constructs/core/host-inputs';
import type { HostResource } from '../constructs/core/host-resource';
import { isReference } from '../constructs/core/reference';
import { secretInputsOf } from '../constructs/proxmox/derived';

/** Resources that are registered already, by name. */
export type Registered = ReadonlyMap<string, pulumi.CustomResource>;

/** Inputs of a resource with outputs in the place of symbolic values, and every secret input marked as one. */
export function inputsOf({ type, inputs }: HostResource, registered: Registered): Record<string, unknown> {
  const config = new pulumi.Config();
  const values = mapInputs(inputs, (symbolic) => {
    if (isReference(symbolic)) {
      return outputOf(registered.get(symbolic.resource.name), symbolic.output);
    }
    return symbolic.secret ? config.requireSecret(symbolic.key) : config.require(symbolic.key);
  }) as Record<string, unknown>;
  for (const path of secretInputsOf(type)) {
    markSecret(values, path.split('.'));
  }
  return values;
}

/** Outputs of SDK classes are their properties. */
function outputOf(resource: pulumi.CustomResource | undefined, output: string): unknown {
  return (resource as unknown as Readonly<Record<string, unknown>>)[output];
}

/** Some SDK classes forget nested secrets; marking one twice does no harm. */
function markSecret(values: Record<string, unknown>, [key = '', ...rest]: readonly string[]): void {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  if (value === undefined) {
    return;
  }
  if (rest.length === 0) {
    values[key] = pulumi.secret(value);
  } else if (typeof value === 'object' && value !== null && !pulumi.Output.isInstance(value)) {
    markSecret(value as Record<string, unknown>, rest);
  }
}
