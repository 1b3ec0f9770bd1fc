import type { CustomResource, CustomResourceOptions } from '@pulumi/pulumi';
import type { ConstructPlace } from '../constructs/model/finding';
import { classPlaceOf, unknownType, type SdkPackages } from './type-token';

/** Class of a provider's SDK. */
export type SdkClass = new (name: string, inputs: object, options: CustomResourceOptions) => CustomResource;

/**
 * Loads the class of a Pulumi type: the one module that holds it, not the whole SDK.
 *
 * @throws SpecError `stack/unknown-type` if the SDK is not installed or has no such class.
 */
export function sdkClass(token: string, resource: ConstructPlace, packages: SdkPackages): SdkClass {
  const { module, className } = classPlaceOf(token, resource, packages);
  const loaded = load(module)?.[className];
  if (typeof loaded !== 'function') {
    throw unknownType(resource, token, `a class ${className} in the npm module ${module}`);
  }
  return loaded as SdkClass;
}

function load(module: string): Readonly<Record<string, unknown>> | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- which module is known only here
    return require(module) as Readonly<Record<string, unknown>>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') {
      return undefined;
    }
    throw error;
  }
}
