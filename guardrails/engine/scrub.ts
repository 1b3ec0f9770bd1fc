import type { Bundle, Finding } from '../../constructs/model';
import { isSecretName, literalSecrets } from './secrets';
import { secretsInScript, secretsInText } from './secret-text';
import type { Waiver } from './waivers';

/** Shorter values would blank ordinary words; a secret that short protects nothing. */
const SHORTEST_SECRET = 4;

/** Up to this length a secret is blanked only where it stands as a word of its own. */
const LONGEST_WORD = 7;

/** Shortest line of a secret of several lines, and shortest variable of the environment, that is a secret by itself. */
const SHORTEST_PART = 8;

/** What stands in the place of a secret. */
export const REDACTED = '<redacted>';

/** Values that stand under the names of secrets and are none. */
const ORDINARY: ReadonlySet<string> = new Set(['true', 'false', 'null', 'none', 'undefined']);

/**
 * Takes known secrets out of every text that leaves the program, whatever the case. Linear in the text, whatever the
 * number of secrets.
 */
export class Scrubber {
  /** Secrets by their first {@link SHORTEST_SECRET} characters, longest first: one that contains another goes whole. */
  private readonly byStart = new Map<string, string[]>();

  constructor(secrets: Iterable<string>) {
    const forms = new Set([...secrets].flatMap(formsOf).map(lowerCase));
    const sorted = [...forms].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    for (const secret of sorted) {
      const start = secret.slice(0, SHORTEST_SECRET);
      const known = this.byStart.get(start);
      if (known === undefined) {
        this.byStart.set(start, [secret]);
      } else {
        known.push(secret);
      }
    }
  }

  /** Knows every secret that stands in a bundle in clear, and those of the environment. */
  public static of(
    bundle: Pick<Bundle, 'objects' | 'resources' | 'secrets'>,
    environment: Environment = process.env,
  ): Scrubber {
    const objects = [...bundle.objects, ...bundle.resources];
    return new Scrubber([
      ...objects.flatMap((object) => literalSecrets(object).map(({ value }) => value)),
      ...(bundle.secrets ?? []),
      ...secretsOfEnvironment(environment),
    ]);
  }

  public text(text: string): string {
    const lower = lowerCase(text);
    let scrubbed = '';
    let from = 0;
    for (let at = 0; at + SHORTEST_SECRET <= text.length; at += 1) {
      const length = this.secretAt(lower, at);
      if (length > 0) {
        scrubbed += text.slice(from, at) + REDACTED;
        from = at + length;
        at = from - 1;
      }
    }
    return scrubbed + text.slice(from);
  }

  /** A finding without secrets; what the rule says of itself cannot hold one. */
  public scrub(finding: Finding): Finding {
    const { where, object, path, got, expected, fix } = finding;
    const clean = isMessage(finding) ? withoutSecretForms(got) : got;
    return {
      ...finding,
      where: this.text(where),
      object: this.text(object),
      path: this.text(path),
      got: this.text(clean),
      expected: this.text(expected),
      fix: this.text(fix),
    };
  }

  /** A waiver without secrets. */
  public scrubWaiver({ rule, where, object, reason }: Waiver): Waiver {
    return { rule, where: this.text(where), object: this.text(object), reason: this.text(reason) };
  }

  /** Length of what stands of a secret at a place of a text; 0 if none stands there. */
  private secretAt(text: string, at: number): number {
    for (const secret of this.byStart.get(text.slice(at, at + SHORTEST_SECRET)) ?? []) {
      const whole = text.startsWith(secret, at) && (secret.length > LONGEST_WORD || isWord(text, at, secret.length));
      const length = whole ? secret.length : cutLength(secret, text, at);
      if (length > 0) {
        return length;
      }
    }
    return 0;
  }
}

/** What follows a text that was cut to fit a message. */
const CUT = /^\\?"?…/;

/** Length of the start of a secret at a place where the text was cut; 0 if it was not. */
function cutLength(secret: string, text: string, at: number): number {
  let length = SHORTEST_SECRET;
  while (length < secret.length && text[at + length] === secret[length]) {
    length += 1;
  }
  return length >= SHORTEST_PART && CUT.test(text.slice(at + length, at + length + 3)) ? length : 0;
}

/** Every form in which a message may quote a secret: as it is, decoded, encoded, and line by line. */
function formsOf(secret: string): string[] {
  const lines = secret.includes('\n') ? secret.split(/\r?\n/).filter((line) => line.length >= SHORTEST_PART) : [];
  const plain = [secret, secret.trim(), decoded(secret), ...lines];
  const encoded = [base64(secret), encodeURIComponent(wellFormed(secret))];
  const escaped = plain.map((form) => JSON.stringify(form).slice(1, -1));
  const forms = [...plain, ...encoded, ...escaped];
  return forms.filter((form) => form.length >= SHORTEST_SECRET && !ORDINARY.has(form));
}

/** A fix for a name repeats it in lower case. Only letters whose lower case is as long: places stay the same. */
function lowerCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** What base64 hides; empty if the text is none. */
function decoded(text: string): string {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0
    ? Buffer.from(text, 'base64').toString('utf8').replaceAll('\ufffd', '')
    : '';
}

/** `encodeURIComponent` throws at half a surrogate pair. */
function wellFormed(text: string): string {
  return text.replaceAll(/[\ud800-\udfff]/gu, '');
}

function isWord(text: string, at: number, length: number): boolean {
  return !/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + length] ?? '');
}

/** Findings that quote what somebody else's code said: the secrets in it may stand nowhere in the bundle. */
function isMessage({ rule }: Finding): boolean {
  return rule.startsWith('render/') || rule === 'structure/not-judged';
}

/** A text of somebody else's code without the secrets that its own form gives away: `PASSWORD=...`, a URL with a password. */
export function withoutSecretForms(text: string): string {
  return new Scrubber([...secretsInText(text), ...secretsInScript(text)].map(({ value }) => value)).text(
    text.replaceAll(QUOTED_PAIR, `$1${REDACTED}`),
  );
}

/** `password: ...`, `token=...`, `password "..."` inside a sentence. */
const QUOTED_PAIR =
  /((?:password|passwd|passphrase|token|secret|api[-_]?key|private[-_]?key)["']?\s*(?:[:=]|is)\s*["']?)[^\s"',;)]+/gi;

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Values of environment variables whose name says that they are secret: a message may quote one by accident. */
export function secretsOfEnvironment(environment: Environment): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && value.length >= SHORTEST_PART && isSecretName(name) ? [value] : [],
  );
}
