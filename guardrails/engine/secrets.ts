import { secretInputsOf } from '../../constructs/proxmox/derived';
import { SEALED_SECRET } from '../../constructs/secrets/derived';
import type { HostObject, Manifest, Rendered } from '../../constructs/model';
import { dotted } from '../schemas/path';
import { recordOf, valueAt } from './fields';
import { kindOf } from './kind';
import { isLiteral, isSecretField, isSecretName } from './secret-names';
import { secretOfArgument, secretOfHeader, secretsInScript, secretsInText, type SecretInText } from './secret-text';
import { leavesOf, nearestKey, pathOf, segmentsOf, type Place } from './walk';

export { isSecretName } from './secret-names';

/** A secret that stands in an object in clear. */
export interface LiteralSecret {
  /** Path of the field. */
  readonly at: string;
  /** The secret itself: for redaction only, never for a message. */
  readonly value: string;
  /** What gives it away, for people. */
  readonly sign: string;
}

/** Every secret that stands in an object in clear; at most one for each place. */
export function literalSecrets(object: Rendered, leaves?: readonly Place[]): readonly LiteralSecret[] {
  const found = object.plane === 'host' ? hostSecrets(object) : kubeSecrets(object.manifest, leaves);
  if (found.length === 0) {
    return found;
  }
  const byPlace = new Map<string, LiteralSecret>();
  for (const secret of found) {
    const key = `${secret.at}\u0000${secret.value}`;
    byPlace.set(key, byPlace.get(key) ?? secret);
  }
  return [...byPlace.values()];
}

function kubeSecrets(manifest: Manifest, given?: readonly Place[]): readonly LiteralSecret[] {
  const kind = kindOf(manifest);
  // The text of a CustomResourceDefinition describes fields; it holds no values.
  if (kind === 'apiextensions.k8s.io/CustomResourceDefinition') {
    return [];
  }
  const leaves = given ?? leavesOf(manifest);
  return kind === 'Secret' ? leaves.flatMap(secretOfSecret) : leaves.flatMap((leaf) => secretOfField(leaf, kind));
}

/** Fields of a Secret that say what it is. */
const PUBLIC_OF_SECRET: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable']);

/** Client-side apply keeps the whole object here, data included. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Everything in a Secret is one; base64 hides nothing. */
function secretOfSecret(leaf: Place): readonly LiteralSecret[] {
  const [field = ''] = segmentsOf(leaf);
  const value = String(leaf.value);
  if (PUBLIC_OF_SECRET.has(String(field))) {
    return leaf.key === LAST_APPLIED ? [{ at: pathOf(leaf), value, sign: 'a copy of a Secret' }] : [];
  }
  if (value === '' || leaf.value === null || (field === 'stringData' && !isLiteral(value))) {
    return [];
  }
  const sign = field === 'data' ? 'data of a Secret; base64 is no encryption' : `${field} of a Secret`;
  return [{ at: pathOf(leaf), value, sign }];
}

function secretOfField(leaf: Place, kind: string): readonly LiteralSecret[] {
  if (typeof leaf.value !== 'string' || leaf.value === '' || isCiphertext(leaf, kind)) {
    return [];
  }
  if (kind === 'ConfigMap' && leaf.parent?.key === 'binaryData') {
    return secretOfBinary(leaf, leaf.value);
  }
  const isFile = isOwnData(leaf, kind);
  const found = [...byName(leaf, leaf.value, kind), ...byText(leaf, leaf.value, isFile)];
  return found.length === 0 ? [] : found.map((secret) => ({ at: pathOf(leaf), ...secret }));
}

/** What base64 hides is a text or no business of ours: a key store has a password. */
function secretOfBinary(leaf: Place, encoded: string): readonly LiteralSecret[] {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  if (/[\0\ufffd]/.test(text)) {
    return [];
  }
  const name = String(leaf.key);
  const sign =
    isSecretName(name) && isLiteral(text)
      ? `the name ${name}`
      : [...secretsInScript(text), ...secretsInText(text)][0]?.sign;
  return sign === undefined ? [] : [{ at: pathOf(leaf), value: encoded, sign: `${sign}, in base64` }];
}

/** Sealed values stand under the names of the secrets that they hide. */
function isCiphertext(leaf: Place, kind: string): boolean {
  return kind === SEALED_SECRET && leaf.parent?.key === 'encryptedData';
}

/** Texts under keys that people choose: a ConfigMap, and what a SealedSecret adds to its sealed values. */
function isOwnData(leaf: Place, kind: string): boolean {
  return (
    leaf.parent?.key === 'data' &&
    (kind === 'ConfigMap' || (kind === SEALED_SECRET && leaf.parent.parent?.key === 'template'))
  );
}

/** What the key, or the `name` beside a `value`, says. */
function byName(leaf: Place, text: string, kind: string): readonly SecretInText[] {
  const holder = recordOf(leaf.parent?.value);
  const variable = leaf.key === 'value' ? holder['name'] : undefined;
  const name = typeof variable === 'string' ? variable : nearestKey(leaf);
  const isSecret = holdsValues(leaf, kind) ? isSecretName : isSecretField;
  return isSecret(name) && isLiteral(text) ? [{ value: text, sign: `the name ${name}` }] : secretOfHeader(name, text);
}

/** Places whose names people choose; elsewhere the API's authors chose them, and `secret` names a Secret. */
function holdsValues(leaf: Place, kind: string): boolean {
  if (kind === 'ConfigMap' || isOwnData(leaf, kind)) {
    return isOwnData(leaf, kind);
  }
  return leaf.key === 'value' && /env$/i.test(String(leaf.parent?.parent?.key ?? ''));
}

function byText(leaf: Place, text: string, isFile = false): readonly SecretInText[] {
  const list = leaf.parent?.value;
  const isArgument = Array.isArray(list) && ['args', 'command'].includes(nearestKey(leaf));
  return [
    ...(isArgument ? secretOfArgument(text, (list as unknown[])[Number(leaf.key) - 1]) : []),
    ...(isFile || text.includes('\n') || (isArgument && text.includes('=')) ? secretsInScript(text) : []),
    ...secretsInText(text),
  ];
}

/** A plain value of the stack's configuration. */
const CONFIG_VALUE = /^\$\{config:([^}]+)\}$/;

function hostSecrets({ type, inputs }: HostObject): readonly LiteralSecret[] {
  const declared = secretInputsOf(type).map((path) => path.split('.'));
  const ofProvider = declared.flatMap((keys) =>
    leavesOf(valueAt(inputs, keys)).flatMap((leaf) =>
      hostSecret(
        dotted(['inputs', ...keys, ...segmentsOf(leaf)]),
        leaf.value,
        'an input that the provider keeps secret',
      ),
    ),
  );
  const byNameOrText = leavesOf(inputs).flatMap((leaf) => {
    const at = dotted(['inputs', ...segmentsOf(leaf)]);
    const name = nearestKey(leaf);
    const text = typeof leaf.value === 'string' ? byText(leaf, leaf.value) : [];
    return [
      ...(isSecretName(name) ? hostSecret(at, leaf.value, `the name ${name}`) : []),
      ...text.map((secret) => ({ at, ...secret })),
    ];
  });
  const seen = new Set(ofProvider.map(({ at }) => at));
  return [...ofProvider, ...byNameOrText.filter(({ at }) => !seen.has(at))];
}

function hostSecret(at: string, value: unknown, sign: string): readonly LiteralSecret[] {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const [, key] = CONFIG_VALUE.exec(text) ?? [];
  if (key !== undefined) {
    return [{ at, value: '', sign: `${sign}, filled from the configuration value ${key}, which is stored in clear` }];
  }
  return isLiteral(text) ? [{ at, value: text, sign }] : [];
}
