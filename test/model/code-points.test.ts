import fc from 'fast-check';
import { compareCodePoints } from '../../constructs/model/code-points';

describe('compareCodePoints', () => {
  it('orders by code point, where UTF-16 does not', () => {
    expect(compareCodePoints('\uffff', '\u{10000}')).toBeLessThan(0);
    expect(['\uffff', '\u{10000}'].sort()).toEqual(['\u{10000}', '\uffff']);
    const ordered = ['', 'A', 'Z', 'a', 'a.', 'a/', 'aa', 'b', 'z', 'ä', '\ue000', '\uffee', '\u{1f600}', '\u{1f601}'];
    expect([...ordered].reverse().sort(compareCodePoints)).toEqual(ordered);
  });

  it('orders as UTF-8 does, byte by byte', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const bytes = Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(Math.sign(compareCodePoints(a, b))).toBe(bytes);
      }),
    );
  });
});
