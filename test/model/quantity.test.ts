import fc from 'fast-check';
import {
  compareQuantities,
  formatQuantity,
  parseNonNegativeQuantity,
  parseQuantity,
  quantity,
  sameQuantity,
  sumQuantities,
  toBytes,
  toMillis,
  type Quantity,
} from '../../constructs/model/quantity';

function read(value: unknown): Quantity {
  const outcome = parseQuantity(value);
  if (!outcome.ok) {
    throw new Error(`${String(value)}: ${outcome.fault.got}`);
  }
  return outcome.value;
}

/** Text, amount in 10^-9, canonical form: what k8s.io/apimachinery v0.35.0 answers for it. */
const UPSTREAM: readonly (readonly [string, bigint, string])[] = [
  ['0', 0n, '0'],
  ['0m', 0n, '0'],
  ['00012', 12_000_000_000n, '12'],
  ['+7', 7_000_000_000n, '7'],
  ['5.', 5_000_000_000n, '5'],
  ['.5', 500_000_000n, '500m'],
  ['1000m', 1_000_000_000n, '1'],
  ['1.5', 1_500_000_000n, '1500m'],
  ['-1.5', -1_500_000_000n, '-1500m'],
  ['1.5Gi', 1_610_612_736_000_000_000n, '1536Mi'],
  ['0.5Gi', 536_870_912_000_000_000n, '512Mi'],
  ['1024Mi', 1_073_741_824_000_000_000n, '1Gi'],
  ['1Ki', 1_024_000_000_000n, '1Ki'],
  ['1023Ki', 1_047_552_000_000_000n, '1023Ki'],
  ['1025Ki', 1_049_600_000_000_000n, '1025Ki'],
  ['0.5Ki', 512_000_000_000n, '512'],
  ['1.1Ki', 1_126_400_000_000n, '1126400m'],
  ['0.0001Ki', 102_400_000n, '102400u'],
  ['1048576', 1_048_576_000_000_000n, '1048576'],
  ['1000000', 1_000_000_000_000_000n, '1M'],
  ['0.1m', 100_000n, '100u'],
  ['1n', 1n, '1n'],
  ['0.1n', 1n, '1n'],
  ['-0.1n', -1n, '-1n'],
  ['3.0000000001', 3_000_000_001n, '3000000001n'],
  ['2e3', 2_000_000_000_000n, '2e3'],
  ['1E3', 1_000_000_000_000n, '1e3'],
  ['1e7', 10_000_000_000_000_000n, '10e6'],
  ['1e-3', 1_000_000n, '1e-3'],
  ['100e-1', 10_000_000_000n, '10'],
  ['12E', 12n * 10n ** 27n, '12E'],
  ['9.5Ei', (2n ** 63n - 1n) * 10n ** 9n, '9223372036854775807'],
  ['16Ei', (2n ** 63n - 1n) * 10n ** 9n, '9223372036854775807'],
  ['-16Ei', (1n - 2n ** 63n) * 10n ** 9n, '-9223372036854775807'],
];

const SUFFIXES: readonly (readonly [string, bigint, bigint])[] = [
  ['n', 1n, 10n ** 9n],
  ['u', 1n, 10n ** 6n],
  ['m', 1n, 1000n],
  ['', 1n, 1n],
  ['k', 1000n, 1n],
  ['M', 10n ** 6n, 1n],
  ['G', 10n ** 9n, 1n],
  ['T', 10n ** 12n, 1n],
  ['P', 10n ** 15n, 1n],
  ['E', 10n ** 18n, 1n],
  ['Ki', 2n ** 10n, 1n],
  ['Mi', 2n ** 20n, 1n],
  ['Gi', 2n ** 30n, 1n],
  ['Ti', 2n ** 40n, 1n],
  ['e4', 10n ** 4n, 1n],
  ['E-2', 1n, 100n],
];

/** A text with the fraction that it stands for, worked out from its parts. */
const written = fc
  .record({
    sign: fc.constantFrom('', '+', '-'),
    whole: fc.bigInt({ min: 0n, max: 999_999n }),
    decimals: fc.stringMatching(/^[0-9]{0,6}$/),
    suffix: fc.constantFrom(...SUFFIXES),
  })
  .map(({ sign, whole, decimals, suffix: [suffix, times, over] }) => ({
    text: `${sign}${whole}${decimals === '' ? '' : `.${decimals}`}${suffix}`,
    numerator: BigInt(`${whole}${decimals}`) * times * (sign === '-' ? -1n : 1n),
    denominator: over * 10n ** BigInt(decimals.length),
  }));

describe('parseQuantity', () => {
  it.each(UPSTREAM)('reads %s as the API server does', (text, nano, canonical) => {
    const amount = read(text);
    expect(amount.nano).toBe(nano);
    expect(formatQuantity(amount)).toBe(canonical);
  });

  it('reads numbers, as JSON and YAML give them', () => {
    expect(read(2).nano).toBe(2_000_000_000n);
    expect(read(0.1).nano).toBe(100_000_000n);
    expect(read(1e21).nano).toBe(10n ** 30n);
  });

  it('remembers how it was written, where that can be printed', () => {
    expect(['0Gi', '1Ki', '0.0001Ki', '1', '1e0'].map((text) => read(text).format)).toEqual([
      'BinarySI',
      'BinarySI',
      'DecimalSI',
      'DecimalSI',
      'DecimalExponent',
    ]);
  });

  it('tells amounts that the API does not keep as written', () => {
    expect(['1Gi', '0.1m', '9223372036854775807'].map((text) => read(text).exact)).toEqual([true, true, true]);
    expect(['0.1n', '16Ei', '1000E', '9223372036854775808'].map((text) => read(text).exact)).toEqual(
      Array.from({ length: 4 }, () => false),
    );
  });

  it.each([
    ['8gi', 'write 8Gi'],
    ['8GB', 'write 8G or 8Gi'],
    ['8GiB', 'write 8Gi'],
    ['8g', 'write 8G or 8Gi'],
    ['1KI', 'write 1Ki'],
    ['8K', 'write 8k or 8Ki'],
    ['500 m', 'write 500m'],
    ['1Gi\n', 'write 1Gi'],
    ['1,5Gi', 'write 1.5Gi'],
    ['2 cores', 'write 2'],
    ['250mcpu', 'write 250m'],
    ['5U', 'write 5u'],
  ])('fails: %s, and offers what was meant', (text, fix) => {
    expect(parseQuantity(text)).toEqual({
      ok: false,
      fault: { got: JSON.stringify(text), expected: expect.stringContaining('suffixes') as string, fix },
    });
  });

  it.each(['', 'Gi', '.', '-', '+k', '1.1.M', '1+1.0M', '0x10', '1e', '1e1.5', '1e400', '1Eim', '1,024', 'abc', '٣'])(
    'fails: %j, with nothing to offer',
    (text) => {
      const outcome = parseQuantity(text);
      expect(outcome).toMatchObject({ ok: false });
      expect(outcome).not.toHaveProperty('fault.fix');
    },
  );

  it.each([
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [true, 'a boolean'],
    [undefined, 'nothing'],
    [['1'], 'a list of 1 item'],
  ])('fails: %p is no quantity', (value, got) => {
    expect(parseQuantity(value)).toMatchObject({ ok: false, fault: { got } });
  });

  it('fails: a negative quantity where none may stand', () => {
    expect(parseNonNegativeQuantity('-1Gi')).toMatchObject({
      ok: false,
      fault: { got: '"-1Gi", a negative quantity', expected: 'a quantity of 0 or more' },
    });
    expect(parseNonNegativeQuantity('0')).toMatchObject({ ok: true });
    expect(parseNonNegativeQuantity('x')).toMatchObject({ ok: false });
  });

  it('holds the exact fraction, rounded away from zero below 1n', () => {
    fc.assert(
      fc.property(written, ({ text, numerator, denominator }) => {
        const scaled = numerator * 10n ** 9n;
        const nano = read(text).nano;
        const rest = nano * denominator - scaled;
        const towardsSign = numerator < 0n ? -rest : rest;
        expect(towardsSign >= 0n && towardsSign < denominator).toBe(true);
      }),
    );
  });

  it('never throws', () => {
    const pieces = fc.array(
      fc.constantFrom('0', '1', '9', '.', '+', '-', 'e', 'E', 'k', 'K', 'i', 'M', 'm', 'B', ' ', ','),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((parts) => parts.join('')),
          fc.anything(),
        ),
        (value) => {
          parseQuantity(value);
        },
      ),
    );
  });
});

describe('formatQuantity', () => {
  it('prints what reads back as the same amount, and prints that the same', () => {
    const amounts = fc.record({
      nano: fc.oneof(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }),
        fc.bigInt({ min: 0n, max: 10n ** 6n }).map((units) => units * 2n ** 30n * 10n ** 9n),
      ),
      format: fc.constantFrom('BinarySI' as const, 'DecimalSI' as const, 'DecimalExponent' as const),
    });
    fc.assert(
      fc.property(amounts, ({ nano, format }) => {
        const text = formatQuantity(quantity(nano, format));
        const again = read(text);
        expect(again.nano).toBe(nano);
        expect(formatQuantity(again)).toBe(text);
      }),
    );
  });

  it('keeps the suffix of an amount that has no larger one', () => {
    expect(formatQuantity(read('1000E'))).toBe('1000E');
  });
});

describe('comparison', () => {
  it('orders as fractions are ordered', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const exact = a.numerator * b.denominator - b.numerator * a.denominator;
        const order = compareQuantities(read(a.text), read(b.text));
        // Amounts less than 1n apart may meet in rounding, but never change places.
        expect(order === 0 || order > 0 === exact > 0n).toBe(true);
        expect(compareQuantities(read(b.text), read(a.text)) + order).toBe(0);
      }),
    );
    expect(compareQuantities(read('1Gi'), read('1G'))).toBe(1);
    expect(compareQuantities(read('999m'), read('1'))).toBe(-1);
  });

  it('finds amounts equal however they are written', () => {
    expect(sameQuantity('1', '1000m')).toBe(true);
    expect(sameQuantity('1Gi', '1024Mi')).toBe(true);
    expect(sameQuantity(1, '1')).toBe(true);
    expect(sameQuantity('1G', '1Gi')).toBe(false);
  });

  it('finds what is missing or malformed equal to nothing', () => {
    expect(sameQuantity(undefined, undefined)).toBe(false);
    expect(sameQuantity('8gi', '8gi')).toBe(false);
    expect(sameQuantity('1', undefined)).toBe(false);
  });
});

describe('amounts', () => {
  it('rounds up to whole bytes and thousandths', () => {
    expect([toBytes(read('1.5')), toBytes(read('1Ki')), toBytes(read('-1.5')), toBytes(read('0'))]).toEqual([
      2n,
      1024n,
      -2n,
      0n,
    ]);
    expect([toMillis(read('1u')), toMillis(read('1500m'))]).toEqual([1n, 1500n]);
  });

  it('adds, in the format of the first that is not zero', () => {
    const total = sumQuantities([read('0'), read('512Mi'), read('512Mi')]);
    expect(formatQuantity(total)).toBe('1Gi');
    expect(sumQuantities([]).nano).toBe(0n);
    expect(sumQuantities([read('1'), read('0.1n')]).exact).toBe(false);
  });
});
