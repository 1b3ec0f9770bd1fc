import fc from 'fast-check';
import {
  addressRange,
  parseAddressRange,
  rangeContains,
  rangesOverlap,
  rangeWithin,
  type AddressRange,
} from '../../constructs/model/address-range';
import { ipAddress } from '../../constructs/model/ip';

function range(text: string): AddressRange {
  const outcome = parseAddressRange(text);
  if (!outcome.ok) {
    throw new Error(outcome.fault.got);
  }
  return outcome.value;
}

/** A small space, so that ranges touch each other often. */
const small = fc
  .tuple(fc.constantFrom(4 as const, 6 as const), fc.nat({ max: 12 }), fc.nat({ max: 12 }))
  .map(([family, a, b]) =>
    addressRange(ipAddress(family, BigInt(Math.min(a, b))), ipAddress(family, BigInt(Math.max(a, b)))),
  );

/** Every address of a range, one by one. */
function members({ family, first, last }: AddressRange): ReadonlySet<string> {
  const count = Number(last.value - first.value) + 1;
  return new Set(Array.from({ length: count }, (_, i) => ipAddress(family, first.value + BigInt(i)).text));
}

describe('parseAddressRange', () => {
  it.each([
    ['192.0.2.200-192.0.2.220', '192.0.2.200', '192.0.2.220'],
    ['192.0.2.200 - 192.0.2.220', '192.0.2.200', '192.0.2.220'],
    ['192.0.2.7-192.0.2.7', '192.0.2.7', '192.0.2.7'],
    ['192.0.2.192/28', '192.0.2.192', '192.0.2.207'],
    ['2001:db8::10-2001:DB8::1f', '2001:db8::10', '2001:db8::1f'],
  ])('reads %s', (text, first, last) => {
    expect(range(text)).toMatchObject({ first: { text: first }, last: { text: last } });
  });

  it.each([
    ['192.0.2.220-192.0.2.200', 'write 192.0.2.200-192.0.2.220'],
    ['192.0.2.200-220', undefined],
    ['192.0.2.1-2001:db8::1', undefined],
    ['192.0.2.1-192.0.2.2-192.0.2.3', undefined],
    ['192.0.2.200', 'write 192.0.2.200/32 for this one address'],
    ['192.0.2.200/24', 'write 192.0.2.0/24 for the network or 192.0.2.200/32 for the host'],
    ['-', undefined],
    ['', undefined],
    [7, undefined],
    [undefined, undefined],
  ])('fails: %s', (value, fix) => {
    const outcome = parseAddressRange(value);
    expect(outcome.ok ? 'accepted' : outcome.fault.fix).toBe(fix);
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(small, (one) => {
        expect(range(one.text)).toEqual(one);
      }),
    );
  });
});

describe('ranges', () => {
  it('relate to each other as their sets of addresses do', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const [inA, inB] = [members(a), members(b)];
        expect(rangesOverlap(a, b)).toBe([...inA].some((address) => inB.has(address)));
        expect(rangeWithin(a, b)).toBe([...inA].every((address) => inB.has(address)));
        expect(rangeContains(b, a.first)).toBe(inB.has(a.first.text));
      }),
    );
  });

  it('fails: a last address before the first, or of another family', () => {
    expect(() => addressRange(ipAddress(4, 2n), ipAddress(4, 1n))).toThrow(RangeError);
    expect(() => addressRange(ipAddress(4, 1n), ipAddress(6, 2n))).toThrow(RangeError);
  });
});
