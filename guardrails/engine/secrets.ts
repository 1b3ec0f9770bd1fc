import { secretInputsOf } from '../../constructs/proxmox/derived';
import type { HostObject, Manifest, Rendered } from '../../constructs/model';
import { kindOf } from './object-index';

/** A secret that stands in an object in clear. */
export interface LiteralSecret {
  /** Dotted path of the field. */
  readonly at: string;
  /** The secret itself: for redaction only, never for a message. */
  readonly value: string;
  /** What gives it away, for people. */
  readonly sign: string;
}

/** Names under which people keep secrets: `DB_PASSWORD`, `apiToken`, `private-key`. */
const SECRET_NAME =
  /(?:^|[-_.]|(?<=[a-z0-9])(?=[A-Z]))(?:password|passwd|pwd|secret|token|credentials?|private[-_]?key|api[-_]?key|access[-_]?key|secret[-_]?key|encryption[-_]?key|auth[-_]?ticket|csrf[-_]?prevention[-_]?token)$/i;

/** Command-line flags that carry a secret: `--token=...`. */
const SECRET_FLAG = /^--?([A-Za-z0-9-]+)[= ](.+)$/s;

/** User and password in a URL. */
const URL_CREDENTIALS = /[a-z][a-z0-9+.-]*:\/\/[^/?#\s:@]*:([^/?#\s@]+)@/gi;

/** A reference to a value that is filled in later, not the value: `$(VAR)`, `${name.output}`, `${secret:key}`. */
const PLACEHOLDER = /^\$(?:\([^)]+\)|\{[^}]+\})$/;

/** Whether a name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Every secret that stands in an object in clear. */
export function literalSecrets(object: Rendered): readonly LiteralSecret[] {
  return object.plane === 'host' ? hostSecrets(object) : kubeSecrets(object.manifest);
}

function kubeSecrets(manifest: Manifest): readonly LiteralSecret[] {
  return [...(kindOf(manifest) === 'Secret' ? secretData(manifest) : []), ...walk(manifest, '', undefined)];
}

/** Data of a Secret, and what its base64 hides. */
function secretData(manifest: Manifest): readonly LiteralSecret[] {
  const found: LiteralSecret[] = [];
  for (const field of ['data', 'stringData']) {
    for (const [key, value] of Object.entries(recordOf(manifest[field]))) {
      const text = String(value);
      found.push({ at: `${field}.${key}`, value: text, sign: `${field} of a Secret` });
      if (field === 'data') {
        found.push({ at: '', value: Buffer.from(text, 'base64').toString('utf8'), sign: '' });
      }
    }
  }
  return found;
}

function hostSecrets(resource: HostObject): readonly LiteralSecret[] {
  const declared = secretInputsOf(resource.type).flatMap((path) => {
    const value = path.split('.').reduce<unknown>((at, key) => recordOf(at)[key], resource.inputs);
    return typeof value === 'string' && !PLACEHOLDER.test(value)
      ? [{ at: `inputs.${path}`, value, sign: 'an input that the provider keeps secret' }]
      : [];
  });
  const seen = new Set(declared.map(({ at }) => at));
  return [...declared, ...[...walk(resource.inputs, 'inputs', undefined)].filter(({ at }) => !seen.has(at))];
}

/** Walks any value; `name` is the key, or the `name` of an environment variable, that the value stands under. */
function* walk(value: unknown, at: string, name: string | undefined): Generator<LiteralSecret, void> {
  if (typeof value === 'string') {
    yield* textSecrets(value, at, name);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* walk(item, `${at}[${index}]`, name);
    }
  } else {
    for (const [key, member] of Object.entries(recordOf(value))) {
      const variable = key === 'value' ? recordOf(value)['name'] : undefined;
      yield* walk(member, at === '' ? key : `${at}.${key}`, typeof variable === 'string' ? variable : key);
    }
  }
}

function* textSecrets(text: string, at: string, name: string | undefined): Generator<LiteralSecret, void> {
  if (name !== undefined && isSecretName(name) && isLiteral(text)) {
    yield { at, value: text, sign: `the name ${name}` };
  }
  const [, flag, argument] = SECRET_FLAG.exec(text) ?? [];
  if (flag !== undefined && isSecretName(flag) && isLiteral(argument)) {
    yield { at, value: argument, sign: `the flag --${flag}` };
  }
  for (const [, password] of text.matchAll(URL_CREDENTIALS)) {
    if (isLiteral(password)) {
      yield { at, value: password, sign: 'a URL with a password' };
    }
  }
}

function isLiteral(text: string | undefined): text is string {
  return text !== undefined && text !== '' && !PLACEHOLDER.test(text);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
