import { parseDocument } from 'yaml';
import { PROVIDER_SECRET_KEYS } from '../../constructs/proxmox/derived';
import type { HostObject, PlacedViolation } from '../../constructs/model';
import { dotted } from '../schemas/path';
import { isRecord, recordOf } from './fields';
import { isSecretName } from './secret-names';
import { leavesOf } from './walk';

/** A file of a Pulumi project: `Pulumi.yaml`, or the configuration of a stack. */
export interface PulumiFile {
  /** Path for people, from the project's folder. */
  readonly file: string;
  readonly text: string;
}

const RULE = 'stack/plaintext-configuration';

/** A secret of the configuration among the inputs of a resource. */
const SECRET_KEY = /^\$\{secret:([^}]+)\}$/;

/** Shorter than any ciphertext of Pulumi: 12 bytes of nonce and 16 of authentication tag, in base64. */
const SHORTEST_CIPHERTEXT = 24;

/** Keys that a program reads as secrets, whatever their names say. */
export function secretKeysOf(resources: readonly HostObject[]): ReadonlySet<string> {
  const leaves = resources.flatMap(({ inputs }) => leavesOf(inputs));
  return new Set(leaves.flatMap(({ value }) => SECRET_KEY.exec(String(value))?.[1] ?? []));
}

/**
 * Secrets that stand in clear in the files of a Pulumi project: under keys that a program reads as secrets, that the
 * project declares as such, or whose names say so.
 */
export function plaintextConfiguration(
  files: readonly PulumiFile[],
  secretKeys: ReadonlySet<string> = new Set(),
): readonly PlacedViolation[] {
  return files.flatMap(({ file, text }) => {
    const document = parseDocument(text);
    if (document.errors.length > 0) {
      const violation = { at: '', got: 'a file that is no YAML', expected: 'a Pulumi file', fix: 'mend its syntax' };
      return [{ rule: RULE, where: file, object: '', violation }];
    }
    const { config } = recordOf(document.toJS());
    const isProject = /^Pulumi\.(?:ya?ml|json)$/.test(file);
    return Object.entries(recordOf(config)).flatMap(([key, entry]) => {
      const isSecret = isSecretKey(key, secretKeys) || (isProject && recordOf(entry)['secret'] === true);
      const values = isProject && isSchema(entry) ? valuesOfSchema(entry) : entry;
      return judge({ value: values, segments: ['config', key], isSecret }).map((violation) => ({
        rule: RULE,
        where: file,
        object: '',
        violation,
      }));
    });
  });
}

interface Entry {
  readonly value: unknown;
  readonly segments: readonly (string | number)[];
  readonly isSecret: boolean;
}

function judge({ value, segments, isSecret }: Entry): PlacedViolation['violation'][] {
  const expected = 'an encrypted value, secure: <ciphertext>';
  if (isRecord(value) && Object.keys(value).length === 1 && typeof value['secure'] === 'string') {
    const got = 'a text under secure: that is no ciphertext';
    return isCiphertext(value['secure']) ? [] : [{ at: dotted(segments), got, expected }];
  }
  if (isSecret) {
    return holdsClearText(value) ? [{ at: dotted(segments), got: 'a value in clear', expected }] : [];
  }
  return Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([key, member]) =>
    judge({
      value: member,
      segments: [...segments, Array.isArray(value) ? Number(key) : key],
      isSecret: isSecretName(key),
    }),
  );
}

/** Whether anything but ciphertext stands in a value, at any depth. */
function holdsClearText(value: unknown): boolean {
  return leavesOf(value).some(
    (leaf) => leaf.value !== null && leaf.value !== undefined && !(leaf.key === 'secure' && isCiphertext(leaf.value)),
  );
}

function isCiphertext(value: unknown): boolean {
  return typeof value === 'string' && value.length >= SHORTEST_CIPHERTEXT && !/\s/.test(value);
}

/** The namespace of a key is the project, or a provider. */
function isSecretKey(key: string, secretKeys: ReadonlySet<string>): boolean {
  const [name = '', namespace] = key.split(':').reverse();
  const ofProvider = namespace === 'proxmoxve' && PROVIDER_SECRET_KEYS.includes(name);
  return ofProvider || secretKeys.has(name) || isSecretName(name);
}

/** An entry of the project file that describes a key; its values are what it sets for every stack. */
function isSchema(entry: unknown): entry is Readonly<Record<string, unknown>> {
  return (
    isRecord(entry) && ['type', 'default', 'value', 'secret', 'description'].some((key) => Object.hasOwn(entry, key))
  );
}

function valuesOfSchema(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { default: preset, value } = schema;
  return { ...(preset === undefined ? {} : { default: preset }), ...(value === undefined ? {} : { value }) };
}
