import { isLiteral, isSecretField, isSecretName, isSuspiciousName, looksRandom } from './secret-names';

/** A secret inside a text, and what gives it away. */
export interface SecretInText {
  /** The secret itself: for redaction only, never for a message. */
  readonly value: string;
  readonly sign: string;
}

// Every pattern here starts at a fixed text or at the start of a line, and what may repeat is bounded or cannot be
// matched in two ways: a value of a megabyte must not stop the program.

/** User and password in a URL. */
const URL_CREDENTIALS = /:\/\/[^/?#\s:@"']{0,256}:([^/?#\s@"']{1,512})@/g;

/** An HTTP header that carries credentials. */
const HEADER = /\bauthorization["']?\s*[:=]\s*["']?(?:bearer|basic|token)\s+([^\s"',;]+)/gi;

/** Texts that are a secret by their own form. */
const KNOWN_FORMS: readonly (readonly [RegExp, string])[] = [
  [
    /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----[\s\S]*?(?:-----END (?:[A-Z0-9]+ )*PRIVATE KEY-----|$)/g,
    'a private key',
  ],
  [/\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/g, 'an age identity'],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/g, 'the form of a GitHub token'],
  [/\bglpat-[\w-]{20,}/g, 'the form of a GitLab token'],
  [/\bxox[abprs]-[\w-]{10,}/g, 'the form of a Slack token'],
  [/\bhvs\.[\w-]{20,}/g, 'the form of a Vault token'],
  [/\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000}/g, 'the form of a signed token'],
  // Proxmox writes an API token as user@realm!id=secret; PBS separates the secret with a colon.
  [/(?<=[\w.-]+@[\w-]+![\w-]+[=:])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, 'the form of a Proxmox API token'],
];

/** Shortest text that can hold one of the known forms. */
const SHORTEST_FORM = 14;

/** Matches wherever a header or a known form does: nearly every text has none, and is looked at once instead of nine times. */
const ANY_FORM = new RegExp([HEADER, ...KNOWN_FORMS.map(([form]) => form)].map(({ source }) => source).join('|'), 'i');

/** Secrets that any text may hold, whatever it stands under. */
export function secretsInText(text: string): readonly SecretInText[] {
  if (text.length < SHORTEST_FORM || !ANY_FORM.test(text)) {
    return text.includes('://') ? inUrls(text) : NONE;
  }
  return [
    ...inUrls(text),
    ...groupsOf(text, HEADER, 'an Authorization header').filter(({ value }) => isLiteral(value) && !isShell(value)),
    ...KNOWN_FORMS.flatMap(([form, sign]) => [...text.matchAll(form)].map(([value]) => ({ value, sign }))),
  ];
}

const NONE: readonly SecretInText[] = [];

function inUrls(text: string): readonly SecretInText[] {
  return text.includes('://')
    ? groupsOf(text, URL_CREDENTIALS, 'a URL with a password').filter(
        ({ value }) => isLiteral(value) && !isShell(value),
      )
    : NONE;
}

function groupsOf(text: string, pattern: RegExp, sign: string): SecretInText[] {
  return [...text.matchAll(pattern)].flatMap(([, value]) => (value === undefined ? [] : [{ value, sign }]));
}

/** Schemes that carry the credentials themselves. */
const SCHEME = /^(?:bearer|basic|token)\s+(\S+)$/i;

/** The secret in the value of a header, where name and value stand apart. */
export function secretOfHeader(name: string, text: string): readonly SecretInText[] {
  const [, value] = /authorization$/i.test(name) ? (SCHEME.exec(text.trim()) ?? []) : [];
  return isLiteral(value) && !isShell(value) ? [{ value, sign: 'an Authorization header' }] : [];
}

/** A command-line flag with its value: `--token=...`, `-p ...`. */
const FLAG = /^--?([A-Za-z0-9][\w.-]*)(?:[= ]([\s\S]+))?$/;

/** The secret that one argument carries, alone or together with the flag before it. */
export function secretOfArgument(argument: string, previous: unknown): readonly SecretInText[] {
  const [, own, value] = FLAG.exec(argument) ?? [];
  if (own !== undefined) {
    return flagged(own, value);
  }
  const [, before, taken] = typeof previous === 'string' ? (FLAG.exec(previous) ?? []) : [];
  return before !== undefined && taken === undefined ? flagged(before, argument) : [];
}

function flagged(flag: string, value: string | undefined): readonly SecretInText[] {
  if (!isLiteral(value) || isShell(value)) {
    return [];
  }
  if (isSecretName(flag)) {
    return [{ value, sign: `the flag --${flag}` }];
  }
  return isSuspiciousName(flag) && looksRandom(value) ? [{ value, sign: `a random value of the flag --${flag}` }] : [];
}

/** A shell assignment: `PGPASSWORD=... psql`, `export TOKEN='...'`. */
const ASSIGNMENT = /(?:^|[\s;&|(])(?:export\s+)?([A-Za-z_]\w*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"';&|)]+))/g;

/** A line of a configuration file: `password = ...`, `"apiToken": "..."`, `password: ... # for the backup`. */
const CONFIG_LINE =
  /^[ \t]*(?:-[ \t]+)?["']?([A-Za-z_][\w.-]*)["']?[ \t]*[:=][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'#]+))(?:[ \t]*,)?(?:[ \t]+[#;].*|[ \t]*)$/gm;

/** A pair inside braces, as JSON and YAML write a mapping in one line; a bare word without a digit is more often code. */
const FLOW_PAIR =
  /[{,][ \t]*["']?([A-Za-z_][\w.-]*)["']?[ \t]*:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"',{}[\]()#\d]*\d[^\s"',{}[\]()#]*))/g;

/** What a program or a schema writes where a configuration has a value. */
const CODE = /[()[\]{}|&<>]|^(?:string|str|text|required|optional|any|number|secret|password|token)[?;]?$/i;

/** Secrets in a script or in the text of a configuration file. */
export function secretsInScript(text: string): readonly SecretInText[] {
  const pairs = [...text.matchAll(ASSIGNMENT), ...text.matchAll(CONFIG_LINE), ...text.matchAll(FLOW_PAIR)];
  const found = new Map<string, SecretInText>();
  for (const [, name = '', double, single, bare] of pairs) {
    const value = double ?? single ?? bare;
    if (isLiteral(value) && !isShell(value) && !CODE.test(value) && givesAway(name, value)) {
      found.set(`${name}\u0000${value}`, { value, sign: `the name ${name} in a text` });
    }
  }
  return [...found.values()];
}

/** In the text of a configuration a name that ends with `secret` is as often the name of a Secret. */
function givesAway(name: string, value: string): boolean {
  return isSecretField(name) || (isSuspiciousName(name) && isSecretName(name) && looksRandom(value));
}

/** A variable or a substitution of a shell. */
function isShell(value: string): boolean {
  return /^["']?[$%`@]/.test(value);
}
