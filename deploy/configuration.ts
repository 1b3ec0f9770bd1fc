import { mapInputs } from '../constructs/core/host-inputs';
import type { HostResource } from '../constructs/core/host-resource';
import { isReference } from '../constructs/core/reference';
import type { PlacedViolation } from '../constructs/model';
import { compareCodePoints } from '../constructs/model/code-points';

/** A value that a stack takes from its configuration. */
export interface ConfigurationKey {
  /** Key without the project's name. */
  readonly key: string;
  readonly secret: boolean;
  /** Construct path of the first resource that needs it. */
  readonly where: string;
  /** Dotted path of the input that takes it. */
  readonly at: string;
}

/** What is asked of a stack's configuration. */
export interface Configuration {
  has(key: string): boolean;
  /** `undefined` where the runtime does not tell. */
  isSecret(key: string): boolean | undefined;
}

/** Every value that the resources of a stack take from its configuration, by key. */
export function configurationOf(resources: readonly HostResource[]): readonly ConfigurationKey[] {
  const keys = new Map<string, ConfigurationKey>();
  for (const resource of resources) {
    for (const [input, value] of Object.entries(resource.inputs)) {
      mapInputs(value, (symbolic) => {
        if (!isReference(symbolic) && !keys.has(symbolic.key)) {
          const { key, secret } = symbolic;
          keys.set(key, { key, secret, where: resource.node.path, at: `inputs.${input}` });
        }
        return undefined;
      });
    }
  }
  return [...keys.values()].sort((a, b) => compareCodePoints(a.key, b.key));
}

/** What a configuration lacks, and which secret it holds in clear. Values are never looked at. */
export function configurationViolations(
  keys: readonly ConfigurationKey[],
  configuration: Configuration,
): readonly PlacedViolation[] {
  return keys.flatMap(({ key, secret, where, at }) => {
    const fix = `pulumi config set ${secret ? '--secret ' : ''}${key}`;
    if (!configuration.has(key)) {
      return [{ rule: 'stack/missing-configuration', where, object: '', violation: missing(key, at, fix) }];
    }
    return secret && configuration.isSecret(key) === false
      ? [{ rule: 'stack/plaintext-configuration', where, object: '', violation: plaintext(key, fix) }]
      : [];
  });
}

function missing(key: string, at: string, fix: string): PlacedViolation['violation'] {
  return { at, got: `nothing under the key ${key}`, expected: 'a value in the configuration of the stack', fix };
}

function plaintext(key: string, fix: string): PlacedViolation['violation'] {
  return { at: `config.${key}`, got: 'a value in clear', expected: 'an encrypted value', fix };
}
