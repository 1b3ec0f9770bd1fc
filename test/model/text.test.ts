import fc from 'fast-check';
import {
  formatPort,
  parsePort,
  parsePortName,
  parsePortNumber,
  parseProtocol,
  tcp,
  udp,
} from '../../constructs/model/port';
import {
  alternatives,
  closest,
  count,
  describeCharacter,
  describeValue,
  editDistance,
  isControl,
  quoted,
} from '../../constructs/model/text';

describe('quoted', () => {
  it.each([
    ['a b', '"a b"'],
    ['a"b\\', '"a\\"b\\\\"'],
    ['a\nb', '"a\\nb"'],
    ['\u001b[31m', '"\\u001b[31m"'],
    ['a\u007f', '"a\\u007f"'],
    ['a\u0085', '"a\\u0085"'],
    ['a\u200bb', '"a\\u200bb"'],
    ['a\u202eb', '"a\\u202eb"'],
    ['a\u2028b', '"a\\u2028b"'],
    ['a\u00a0b', '"a\\u00a0b"'],
    ['a\ufeff', '"a\\ufeff"'],
    ['\u{e0041}', '"\\udb40\\udc41"'],
    ['\ud800', '"\\ud800"'],
    ['\u0441 \u{1f600}', '"\u0441 \u{1f600}"'],
  ])('makes every character of %j visible', (text, shown) => {
    expect(quoted(text)).toBe(shown);
  });

  it('cuts what is long and says how long it was', () => {
    expect(quoted('x'.repeat(80))).toBe(`"${'x'.repeat(80)}"`);
    expect(quoted('\u{1f600}'.repeat(81))).toBe(`"${'\u{1f600}'.repeat(80)}"… (81 characters)`);
  });

  it('is JSON for what is short, so nothing is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(JSON.parse(quoted(text))).toBe(text);
      }),
    );
  });
});

describe('descriptions', () => {
  it.each([
    ['_', '"_" (U+005F)'],
    ['\u043e', '"\u043e" (U+043E)'],
    ['\n', 'a control character, line feed (U+000A)'],
    ['\u0001', 'a control character (U+0001)'],
    ['\u{1f600}', '"\u{1f600}" (U+1F600)'],
  ])('describes %j', (character, text) => {
    expect(describeCharacter(character)).toBe(text);
  });

  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    ['', 'an empty string'],
    ['hunter2', 'a string of 7 characters'],
    ['x', 'a string of 1 character'],
    [[1, 2], 'a list of 2 items'],
    [{ token: 'hunter2' }, 'an object with 1 key'],
    [true, 'a boolean'],
    [42, 'a number'],
  ])('describes %j without its content', (value, text) => {
    expect(describeValue(value)).toBe(text);
  });

  it('tells control characters from others', () => {
    expect(['\u0000', '\u007f', '\u009f', 'a', ' ', '\u200b'].map(isControl)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('counts and lists', () => {
    expect([count(1, 'item'), count(0, 'item')]).toEqual(['1 item', '0 items']);
    expect([alternatives([]), alternatives(['a']), alternatives(['a', 'b']), alternatives(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a or b',
      'a, b or c',
    ]);
  });
});

describe('closest', () => {
  it.each([
    ['synht', 'synth'],
    ['SYNTH', 'synth'],
    ['chek', 'check'],
    ['explain-rule', undefined],
    ['', undefined],
    ['x', undefined],
  ])('of the commands finds for %j %j', (text, found) => {
    expect(closest(text, ['check', 'synth', 'rules', 'diff'])).toBe(found);
  });

  it('finds nothing where every letter differs', () => {
    expect(closest('x', ['y'])).toBeUndefined();
  });

  it('takes the first by code point of equally close ones, in whatever order they come', () => {
    expect(closest('bat', ['cat', 'bad'])).toBe('bad');
    expect(closest('bat', ['bad', 'cat'])).toBe('bad');
  });

  it('counts a swap of neighbours as one edit', () => {
    expect([editDistance('ab', 'ba'), editDistance('', 'abc'), editDistance('ab', 'xy')]).toEqual([1, 3, 2]);
  });

  it('measures a distance', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

describe('ports', () => {
  it('reads numbers, protocols and names', () => {
    expect([1, 443, 65535].map(parsePortNumber).every(({ ok }) => ok)).toBe(true);
    expect(parseProtocol('SCTP')).toEqual({ ok: true, value: 'SCTP' });
    expect(['https', 'a', '9p', 'metrics-9835', 'a'.repeat(15)].map(parsePortName).every(({ ok }) => ok)).toBe(true);
    expect(parsePort({ name: 'https', port: 443 })).toEqual({ ok: true, value: tcp(443, 'https') });
    expect(parsePort({ port: 53, protocol: 'UDP' })).toEqual({ ok: true, value: udp(53) });
    expect([formatPort(tcp(443)), formatPort(udp(53, 'dns'))]).toEqual(['443/TCP', '53/UDP']);
  });

  it.each([
    [0, '0, which means unset'],
    [65536, '65536'],
    [-1, '-1'],
    [1.5, '1.5'],
    [NaN, 'NaN'],
    ['443', 'the string "443"'],
    [undefined, 'nothing'],
  ])('fails: %p as a port number', (value, got) => {
    expect(parsePortNumber(value)).toMatchObject({
      ok: false,
      fault: { got, expected: 'a whole number from 1 to 65535' },
    });
  });

  it('fails: a protocol in lower case, and offers it in capitals', () => {
    expect(parseProtocol('tcp')).toEqual({
      ok: false,
      fault: { got: '"tcp"', expected: 'TCP, UDP or SCTP', fix: 'write TCP' },
    });
    expect(parseProtocol('HTTP')).not.toHaveProperty('fault.fix', 'write HTTP');
    expect(parseProtocol(6)).toMatchObject({ ok: false, fault: { got: 'a number' } });
  });

  it.each([
    ['metrics-exporter-http', '"metrics-exporter-http", 21 characters', undefined],
    ['HTTPS', '"HTTPS", with "H" (U+0048)', 'write "https"'],
    ['web_ui', '"web_ui", with "_" (U+005F)', 'write "web-ui"'],
    ['443', '"443", without a letter', undefined],
    ['a--b', '"a--b"', 'write "a-b"'],
    ['-a', '"-a"', 'write "a"'],
    ['a-', '"a-"', 'write "a"'],
    ['', 'an empty string', undefined],
    [443, 'a number', undefined],
  ])('fails: %p as a port name', (value, got, fix) => {
    const outcome = parsePortName(value);
    expect(outcome).toMatchObject({ ok: false, fault: { got } });
    expect(outcome.ok ? undefined : outcome.fault.fix).toBe(fix);
  });

  it.each([[null], ['443/TCP'], [[]], [{ port: 0 }], [{ port: 1, protocol: 'tcp' }], [{ port: 1, name: '' }]])(
    'fails: %j as a port',
    (value) => {
      expect(parsePort(value)).toMatchObject({ ok: false });
    },
  );
});
