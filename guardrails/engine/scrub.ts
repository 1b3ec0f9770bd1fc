import type { Bundle, Finding } from '../../constructs/model';
import { KnownSecrets, SHORTEST_SECRET } from './known-secrets';
import { isSecretName, literalSecrets } from './secrets';
import { secretsInScript, secretsInText } from './secret-text';
import { unsealedValues } from './unsealed';
import type { Waiver } from './waivers';

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
  private readonly known: KnownSecrets;

  constructor(secrets: Iterable<string>) {
    this.known = new KnownSecrets(new Set([...secrets].flatMap(formsOf).map(lowerCase)));
  }

  /** Knows every secret that stands in a bundle in clear, and those of the environment. */
  public static of(
    bundle: Pick<Bundle, 'objects' | 'resources' | 'secrets'>,
    environment: Environment = process.env,
  ): Scrubber {
    const objects = [...bundle.objects, ...bundle.resources];
    return new Scrubber([
      ...objects.flatMap((object) => literalSecrets(object).map(({ value }) => value)),
      ...objects.flatMap(unsealedValues),
      ...(bundle.secrets ?? []),
      ...secretsOfEnvironment(environment),
    ]);
  }

  public text(text: string): string {
    const lower = lowerCase(text);
    let scrubbed = '';
    let from = 0;
    let until = 0;
    for (let at = 0; at + SHORTEST_SECRET <= text.length; at += 1) {
      const length = this.known.lengthAt(lower, at);
      if (length > 0 && at >= until) {
        scrubbed += text.slice(from, at) + REDACTED;
      }
      // One secret may begin inside another: both go, as one.
      if (length > 0) {
        until = from = Math.max(until, at + length);
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
