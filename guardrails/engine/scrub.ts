import type { Bundle, Finding } from '../../constructs/model';
import { isSecretName, literalSecrets } from './secrets';

/** Shorter values would blank ordinary words; a secret that short protects nothing. */
const SHORTEST_SECRET = 4;

/** What stands in the place of a secret. */
export const REDACTED = '<redacted>';

/** Takes known secrets out of every text that leaves the program. */
export class Scrubber {
  private readonly secrets: readonly string[];

  constructor(secrets: Iterable<string>) {
    // Longest first: a secret that contains another one must go as a whole.
    this.secrets = [...new Set(secrets)]
      .filter((secret) => secret.length >= SHORTEST_SECRET)
      .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  }

  /** Knows every secret that stands in a bundle in clear, and those of the environment. */
  public static of(bundle: Pick<Bundle, 'objects' | 'resources'>, environment: Environment = process.env): Scrubber {
    const objects = [...bundle.objects, ...bundle.resources];
    return new Scrubber([
      ...objects.flatMap((object) => literalSecrets(object).map(({ value }) => value)),
      ...secretsOfEnvironment(environment),
    ]);
  }

  public text(text: string): string {
    return this.secrets.reduce((scrubbed, secret) => scrubbed.replaceAll(secret, REDACTED), text);
  }

  /** A finding without secrets; what the rule itself wrote cannot hold one. */
  public scrub(finding: Finding): Finding {
    const { object, path, got, expected, fix } = finding;
    return {
      ...finding,
      object: this.text(object),
      path: this.text(path),
      got: this.text(got),
      expected: this.text(expected),
      fix: this.text(fix),
    };
  }
}

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Values of environment variables whose name says that they are secret: a message may quote one by accident. */
export function secretsOfEnvironment(environment: Environment): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && isSecretName(name) ? [value] : [],
  );
}
