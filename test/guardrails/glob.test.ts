import fc from 'fast-check';
import { fitsGlob } from '../../guardrails/engine/glob';

/** The same pattern as a regular expression. */
function oracle(pattern: string, text: string): boolean {
  const source = Array.from(pattern, (sign) =>
    sign === '*' ? '.*' : sign === '?' ? '.' : `\\x${sign.charCodeAt(0).toString(16)}`,
  );
  return new RegExp(`^(?:${source.join('')})$`, 's').test(text);
}

describe('fitsGlob', () => {
  it.each([
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a*', 'a', true],
    ['a?', 'a', false],
    ['*.example/*', 'https://git.example/site', true],
    ['a*b*c', 'abxbc', true],
    ['a*b*c', 'abxbd', false],
    ['*a', 'aab', false],
  ])('%j and %j: %s', (pattern, text, fits) => {
    expect(fitsGlob(pattern, text)).toBe(fits);
  });

  it('is what the same regular expression says', () => {
    const sign = fc.constantFrom('a', 'b', '*', '?');
    const letter = fc.constantFrom('a', 'b');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 8 }), fc.array(letter, { maxLength: 10 }), (pattern, text) => {
        expect(fitsGlob(pattern.join(''), text.join(''))).toBe(oracle(pattern.join(''), text.join('')));
      }),
      { numRuns: 3000 },
    );
  });

  it('takes no time for a pattern that is meant to', () => {
    expect(fitsGlob('a*'.repeat(2000), 'a'.repeat(1999) + 'b'.repeat(2000))).toBe(false);
  });
});
