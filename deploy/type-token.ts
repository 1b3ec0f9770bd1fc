import { SpecError, type ConstructPlace } from '../constructs/model/finding';

/** Where the class of a Pulumi type lives. */
export interface ClassPlace {
  /** npm module: `@muhlba91/pulumi-proxmoxve/storage/pbs`. */
  readonly module: string;
  readonly className: string;
}

/** npm packages of providers' SDKs, by the package of the type token. */
export type SdkPackages = Readonly<Record<string, string>>;

/** SDKs that rackproof's own constructs use. */
export const SDK_PACKAGES: SdkPackages = { proxmoxve: '@muhlba91/pulumi-proxmoxve' };

const RESOURCE_TOKEN = /^([A-Za-z][\w-]*):([A-Za-z][\w/]*):([A-Za-z]\w*)$/;
const PROVIDER_TOKEN = /^pulumi:providers:([A-Za-z][\w-]*)$/;

/**
 * Finds the class of a type by the layout that every generated SDK has: one module for each class.
 *
 * @throws SpecError `stack/unknown-type` if the token is malformed, or belongs to no known SDK.
 */
export function classPlaceOf(token: string, resource: ConstructPlace, packages: SdkPackages): ClassPlace {
  const [, provider] = PROVIDER_TOKEN.exec(token) ?? [];
  const [, name, module, className] = provider === undefined ? (RESOURCE_TOKEN.exec(token) ?? []) : [];
  const sdk = new Map(Object.entries(packages)).get(provider ?? name ?? '');
  if (sdk === undefined) {
    throw unknownType(resource, token, `a type of an SDK that is known: ${Object.keys(packages).sort().join(', ')}`);
  }
  if (module === undefined || className === undefined) {
    return { module: `${sdk}/provider`, className: 'Provider' };
  }
  return { module: `${sdk}/${module.replace(/^index\//, '')}`, className };
}

/** A type that cannot be registered. */
export function unknownType(resource: ConstructPlace, token: string, expected: string): SpecError {
  return new SpecError(resource, 'stack/unknown-type', { at: 'type', got: token, expected });
}
