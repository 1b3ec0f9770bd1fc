import * as fc from 'fast-check';
import { REDACTED, Scrubber } from '../../guardrails/engine/scrub';

/** Characters that no encoded form of a secret, and nothing that stands in its place, is made of alone. */
const words = (lengths: { readonly minLength: number; readonly maxLength: number }): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('x', 'y', 'z'), ...lengths });

/** The text without each stretch that secrets cover, found by looking for every one at every place. */
function withoutAny(text: string, secrets: readonly string[]): string {
  let [scrubbed, until] = ['', 0];
  for (let at = 0; at < text.length; at++) {
    const lengths = secrets.filter((secret) => text.startsWith(secret, at)).map(({ length }) => length);
    if (lengths.length > 0 && at >= until) scrubbed += REDACTED;
    until = Math.max(until, ...lengths.map((length) => at + length));
    if (at >= until) scrubbed += text[at]!;
  }
  return scrubbed;
}

describe('the scrubber', () => {
  it.each([
    ['one that begins inside another', ['secret-one', 'one-secret'], 'a secret-one-secret b', `a ${REDACTED} b`],
    ['a chain of three', ['aaaabbbb', 'bbbbcccc', 'ccccdddd'], 'aaaabbbbccccdddd!', `${REDACTED}!`],
    ['one that holds another', ['long-secret-of-all', 'secret-of'], 'long-secret-of-all', REDACTED],
    ['two that touch', ['aaaabbbb', 'ccccdddd'], 'aaaabbbbccccdddd', REDACTED + REDACTED],
  ])('leaves nothing of %s', (_, secrets, text, expected) => {
    expect(new Scrubber(secrets).text(text)).toBe(expected);
  });

  it('takes out exactly what secrets cover, wherever they overlap, and leaves all else', () => {
    const secrets = fc.array(words({ minLength: 8, maxLength: 12 }), { maxLength: 6 });
    const pieces = fc.array(fc.oneof(words({ minLength: 0, maxLength: 9 }), fc.nat(5)), { maxLength: 12 });
    fc.assert(
      fc.property(secrets, pieces, fc.nat(7), (known, parts, cut) => {
        const text = parts
          .map((part) => (typeof part === 'string' ? part : (known[part] ?? '').slice(cut % 3, 12 - (cut % 2))))
          .join('');
        expect(new Scrubber(known).text(text)).toBe(withoutAny(text, known));
      }),
      { numRuns: 2000 },
    );
  });
});
