import fc from 'fast-check';
import { parseFingerprint, sameFingerprint } from '../../constructs/model/fingerprint';
import { parseSealedValue } from '../../constructs/model/sealed-value';
import { parseSecretKey } from '../../constructs/model/secret-key';
import { parseUtcTime } from '../../constructs/model/utc-time';
import { sealedExample, SEALED_VALUE } from '../../guardrails/engine/sealed-example';

describe('a sealed value', () => {
  it.each([
    [256, 2048],
    [384, 3072],
    [512, 4096],
    [1024, 8192],
  ])('of a modulus of %i bytes', (bytes, modulusBits) => {
    expect(parseSealedValue(sealedExample(bytes))).toEqual({ ok: true, value: { modulusBits, plaintextBytes: 8 } });
  });

  it.each([128, 255, 257, 1025, 65_000])('fails: a modulus of %i bytes', (bytes) => {
    expect(parseSealedValue(sealedExample(bytes)).ok).toBe(false);
  });

  it('may be empty inside, and not shorter', () => {
    const bytes = Buffer.from(SEALED_VALUE, 'base64');
    const cut = (length: number): string => bytes.subarray(0, length).toString('base64');
    expect(parseSealedValue(cut(274))).toMatchObject({ ok: true, value: { plaintextBytes: 0 } });
    expect(parseSealedValue(cut(273))).toMatchObject({ ok: false });
  });

  it('may be wrapped by line feeds, and by nothing else', () => {
    const wrapped = SEALED_VALUE.replaceAll(/.{64}/g, '$&\r\n');
    expect(parseSealedValue(wrapped).ok).toBe(true);
    expect(parseSealedValue(SEALED_VALUE.replaceAll(/.{64}/g, '$& ')).ok).toBe(false);
    expect(parseSealedValue(sealedExample(512).replace('==', '')).ok).toBe(false);
  });

  it.each([undefined, null, 7, {}, [], '', '=', '\0'])('fails: %j', (value) => {
    expect(parseSealedValue(value).ok).toBe(false);
  });

  it('is not what people write, and what they wrote is not repeated', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 300 }), (text) => {
        for (const value of [text, Buffer.from(text).toString('base64')]) {
          const outcome = parseSealedValue(value);
          expect(outcome.ok).toBe(false);
          expect(JSON.stringify(outcome)).not.toContain(JSON.stringify(value).slice(1, -1));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a key of a Secret', () => {
  it.each(['a', '.htpasswd', 'tls.crt', '_', '-', 'a..b', 'A'.repeat(253)])('may be %s', (key) => {
    expect(parseSecretKey(key)).toEqual({ ok: true, value: key });
  });

  it.each(['', '.', '..', '..data', 'a b', 'a/b', 'ä', 'a\n', 'A'.repeat(254)])('fails: %j', (key) => {
    expect(parseSecretKey(key).ok).toBe(false);
  });
});

describe('a time in UTC', () => {
  it.each([
    ['2036-11-23', '2036-11-23T00:00:00.000Z'],
    ['2036-11-23T17:44:06Z', '2036-11-23T17:44:06.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('%s', (text, iso) => {
    expect(parseUtcTime(text)).toEqual({ ok: true, value: Date.parse(iso) });
  });

  it.each([
    '2027-02-29',
    '2036-13-01',
    '2036-00-01',
    '2036-01-00',
    '2036-04-31',
    '2036-11-23T24:00:00Z',
    '2036-11-23T17:60:06Z',
    '2036-11-23T17:44:60Z',
    '2036-11-23T17:44:06',
    '2036-11-23T17:44Z',
    '0099-01-01',
    '23.11.2036',
    '',
  ])('fails: %j', (text) => {
    expect(parseUtcTime(text).ok).toBe(false);
  });

  it('is what a clock prints, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000_000_000, max: 250_000_000_000 }), (seconds) => {
        const text = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
        expect(parseUtcTime(text)).toEqual({ ok: true, value: seconds * 1000 });
      }),
    );
  });
});

describe('a fingerprint', () => {
  const pairs = Array.from({ length: 32 }, () => 'aB').join(':');

  it('is 32 pairs in either case', () => {
    expect(parseFingerprint(pairs).ok).toBe(true);
    expect(sameFingerprint(pairs, pairs.toUpperCase())).toBe(true);
    expect(sameFingerprint(pairs, pairs.replace('aB', 'aC'))).toBe(false);
  });

  it('fails: the same digits without colons, with the fix', () => {
    const outcome = parseFingerprint('ab'.repeat(32));
    expect(outcome).toMatchObject({ ok: false, fault: { fix: `write ${pairs.toLowerCase()}` } });
  });
});
