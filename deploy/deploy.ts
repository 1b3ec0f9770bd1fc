import type * as pulumi from '@pulumi/pulumi';
import type { HostResource, HostResourceOptions } from '../constructs/core/host-resource';
import type { HostStack } from '../constructs/core/host-stack';
import { isHostResource } from '../constructs/model/host-plane';
import { Components } from './components';
import { inDependencyOrder, type Ordered } from './order';
import { sdkClass } from './sdk';
import { SDK_PACKAGES, type SdkPackages } from './type-token';
import { inputsOf, type Registered } from './values';

/** Settings of {@link deploy}. */
export interface DeployOptions {
  /**
   * SDKs besides rackproof's own, npm package by package of the type token: `{ random: '@pulumi/random' }`.
   *
   * @default - none
   */
  readonly packages?: SdkPackages;
}

/**
 * Registers the resources of a stack with Pulumi, by the classes of the providers' SDKs: everything that a resource needs
 * before the resource itself, and one component resource for each construct scope.
 *
 * Classes are loaded before anything is registered: a type that nobody knows leaves nothing half done.
 *
 * @returns the resources by their Pulumi names
 * @throws SpecError `stack/unknown-type` if a type has no SDK, `render/dependency-cycle` if resources need each other.
 */
export function deploy(stack: HostStack, options: DeployOptions = {}): Registered {
  const packages = { ...SDK_PACKAGES, ...options.packages };
  const planned = inDependencyOrder(hostResourcesOf(stack)).map((ordered) => ({
    ...ordered,
    sdk: sdkClass(ordered.resource.type, ordered.resource, packages),
  }));
  const components = new Components();
  const registered = new Map<string, pulumi.CustomResource>();
  for (const { sdk, ...ordered } of planned) {
    const { resource } = ordered;
    const parent = components.parentOf(resource);
    const resourceOptions = { ...optionsOf(ordered, registered), ...(parent === undefined ? {} : { parent }) };
    registered.set(resource.name, new sdk(resource.name, inputsOf(resource, registered), resourceOptions));
  }
  return registered;
}

/** Every resource of a stack, in the order of construction. */
export function hostResourcesOf(stack: HostStack): readonly HostResource[] {
  // A marked construct may come from another copy of this package, where instanceof says no.
  return stack.node.findAll().filter((construct) => isHostResource(construct)) as unknown as HostResource[];
}

function optionsOf({ resource, dependsOn }: Ordered, registered: Registered): pulumi.CustomResourceOptions {
  const { provider, dependsOn: _constructs, waive: _reasons, ...rest } = resource.options;
  // A HostResource takes no other kind of resource as its provider.
  const providerResource = provider && (registered.get(provider.name) as unknown as pulumi.ProviderResource);
  return {
    ...mutable(rest),
    dependsOn: dependsOn.map((name) => registered.get(name)!),
    ...(providerResource === undefined ? {} : { provider: providerResource }),
  };
}

/** Pulumi's own types want lists that it could change. */
function mutable(options: Omit<HostResourceOptions, 'provider' | 'dependsOn' | 'waive'>): pulumi.CustomResourceOptions {
  return structuredClone(options) as pulumi.CustomResourceOptions;
}
