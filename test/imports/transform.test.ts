import { FORMATS } from '../../guardrails/schemas/formats';
import { nearest } from '../../guardrails/schemas/near-miss';
import { dotted } from '../../guardrails/schemas/path';
import { hoist } from '../../scripts/imports/hoist';
import { translateRe2 } from '../../scripts/imports/re2';
import { strictCustomSchema } from '../../scripts/imports/strict-custom';
import { customModule } from '../../scripts/imports/types-custom';
import type { SourceSchema } from '../../scripts/imports/schema';
import { SYSTEM_NAMES, VERSIONS } from '../../constructs/model/versions';

describe('patterns of RE2', () => {
  it.each([
    ['^(?i)(Drop|Accept)?$', ['drop', 'DROP', 'Accept', ''], ['dropp', 'reject']],
    ['^((?i)sun|mon)day$', ['SUNday', 'Monday', 'monday'], ['sunDAY', 'tueday']],
    ['^a((?i)b)c$', ['aBc', 'abc'], ['Abc', 'abC']],
    ['^(?i)\\w[0-9]x$', ['a1X', 'Z9x'], ['a1']],
    ['^[a-z](?:/|$)', ['a', 'b/'], ['A']],
  ])('%s', (pattern, matching, others) => {
    const translated = new RegExp(translateRe2(pattern), 'u');
    expect(matching.filter((text) => !translated.test(text))).toEqual([]);
    expect(others.filter((text) => translated.test(text))).toEqual([]);
  });

  it.each(['(?i)[a-z]', '(?P<name>a)', '\\Qa.b\\E', 'a\\z', '[[:alpha:]]', '(', '\\pL'])('fails: %s', (pattern) => {
    expect(() => translateRe2(pattern)).toThrow();
  });
});

describe('strict schemas', () => {
  const specOf = (spec: SourceSchema): unknown =>
    strictCustomSchema({ type: 'object', properties: { spec } }).properties?.['spec'];

  it.each<[string, SourceSchema, object]>([
    ['closes an object', { type: 'object', properties: {} }, { type: 'object', additionalProperties: false }],
    [
      'keeps what is free, and checks the fields it declares',
      { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { a: { type: 'string' } } },
      { type: 'object', properties: { a: { type: 'string' } } },
    ],
    [
      'reads int-or-string as two types',
      { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
      { type: ['integer', 'string'] },
    ],
    [
      'allows null where it is nullable',
      { type: 'string', nullable: true, enum: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'does not require what has a default',
      {
        type: 'object',
        required: ['a', 'b'],
        properties: { a: { type: 'string', default: 'x' }, b: { type: 'string' } },
      },
      {
        type: 'object',
        required: ['b'],
        properties: { a: { type: 'string' }, b: { type: 'string' } },
        additionalProperties: false,
      },
    ],
    [
      'closes nothing inside alternatives',
      {
        type: 'object',
        properties: { a: { type: 'object', properties: {} } },
        oneOf: [{ properties: { a: { type: 'object', properties: {} } } }],
      },
      {
        type: 'object',
        oneOf: [{ properties: { a: { type: 'object' } } }],
        properties: { a: { type: 'object', additionalProperties: false } },
        additionalProperties: false,
      },
    ],
    [
      'bounds integers, narrower bounds kept',
      { type: 'integer', format: 'int32', minimum: 1 },
      { type: 'integer', minimum: 1, maximum: 2147483647 },
    ],
    [
      'drops a format that does not fit the type',
      { type: 'array', format: 'cidr', items: { type: 'string', format: 'int64' } },
      { type: 'array', items: { type: 'string' } },
    ],
    [
      'wants sets without duplicates',
      { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
      { type: 'array', items: { type: 'string' }, uniqueItems: true },
    ],
    [
      'gives an embedded resource its identity',
      { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
      {
        type: 'object',
        required: ['apiVersion', 'kind'],
        properties: {
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          metadata: { $ref: '#/$defs/meta.v1.ObjectMeta' },
        },
      },
    ],
  ])('%s', (_title, source, strict) => {
    expect(specOf(source)).toEqual(strict);
  });

  it('hold a repeated part once', () => {
    const part = {
      type: 'object',
      properties: { aLongFieldName: { type: 'string' }, anotherLongFieldName: { type: 'string' } },
    };
    const { properties, $defs } = hoist({ properties: { a: part, b: part, c: { type: 'string' } } });
    const [name] = Object.keys($defs ?? {});
    expect($defs).toEqual({ [name ?? '']: part });
    expect(properties).toEqual({
      a: { $ref: `#/$defs/${name}` },
      b: { $ref: `#/$defs/${name}` },
      c: { type: 'string' },
    });
  });
});

describe('types of custom resources', () => {
  it('are interfaces named after the place, shared where structure and field agree', () => {
    const ref: SourceSchema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
    const schema: SourceSchema = {
      type: 'object',
      required: ['spec'],
      properties: {
        spec: {
          type: 'object',
          properties: {
            first: { type: 'object', properties: { secretRef: ref } },
            second: {
              type: 'array',
              items: {
                type: 'object',
                properties: { secretRef: ref, 'odd-key': { enum: ["it's", 2], nullable: true } },
              },
            },
            port: { 'x-kubernetes-int-or-string': true },
            ports: { type: 'array', items: { 'x-kubernetes-int-or-string': true } },
            free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
            labels: { type: 'object', additionalProperties: { type: 'string' } },
            level: { type: 'integer', default: 1 },
          },
          required: ['level'],
        },
      },
    };
    const kind = {
      group: 'example.org',
      version: 'v1',
      kind: 'Thing',
      plural: 'things',
      scope: 'Cluster',
      schema,
      system: 'a',
    } as const;
    expect(customModule([kind])).toMatchSnapshot();
  });
});

describe('formats as Go reads them', () => {
  it.each([
    ['go-duration', ['1h30m', '0', '1.5s', '-2ms', '10µs'], ['', '1', 'PT1H', '1d', '1h 30m', 'h']],
    [
      'go-cidr',
      ['192.0.2.0/24', '::/0', '2001:db8::1/128'],
      ['192.0.2.0', '192.0.2.0/33', '192.0.02.0/24', 'a/8', '::/129', '10.0.0.0/8/8', 'fe80::1%eth0/64'],
    ],
    [
      'go-date-time',
      ['2026-01-31T12:00:00Z', '2024-02-29T23:59:59.123456+02:00', '0001-01-01T00:00:00Z'],
      [
        '2026-02-29T12:00:00Z',
        '2026-01-31 12:00:00Z',
        '2026-01-31T12:00:00z',
        '2026-01-31T24:00:00Z',
        '2026-01-31T12:00:60Z',
        '2026-13-01T00:00:00Z',
        '2026-01-31T12:00:00',
      ],
    ],
    ['go-base64', ['', 'aGk=', 'aGk\n=', 'aGVsbG8h'], ['aGk', 'a', 'aGk!', '====']],
    ['go-ipv4', ['192.0.2.1'], ['192.0.2.256', '192.0.2', '192.0.2.01']],
    ['go-ipv6', ['::1', '2001:db8::'], ['192.0.2.1', ':::', 'fe80::1%eth0']],
    [
      'k8s-quantity',
      ['1', '500m', '2Gi', '0.1', '1e3', '-5', '.5', '1E'],
      ['', '2 Gi', '2GB', '1KI', 'Gi', '1e', '1.2.3'],
    ],
  ])('%s', (name, right, wrong) => {
    const test = FORMATS.get(name)?.test;
    expect(right.filter((text) => test?.(text) !== true)).toEqual([]);
    expect(wrong.filter((text) => test?.(text) !== false)).toEqual([]);
  });
});

describe('near misses', () => {
  it.each([
    ['storge', ['size', 'storage', 'storageClass'], 'storage'],
    ['matchlabels', ['matchLabels', 'matchExpressions'], 'matchLabels'],
    ['cdir', ['cidr', 'except'], 'cidr'],
    ['spce', ['spec', 'status'], 'spec'],
    ['zz', ['spec', 'kind'], undefined],
    ['x'.repeat(1e6), ['spec'], undefined],
  ])('%.20s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});

describe('paths', () => {
  it.each([
    [['spec', 'containers', 0, 'image'], 'spec.containers[0].image'],
    [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels["app.kubernetes.io/name"]'],
    [['data', '', 'a"b\n', 'x'], 'data[""]["a\\"b\\n"].x'],
    [[], ''],
  ])('%j', (segments, text) => {
    expect(dotted(segments)).toBe(text);
  });
});

describe('versions.json', () => {
  const plain = (version: string | undefined): string | undefined => version?.replace(/^v/, '');

  it.each(Object.entries(VERSIONS.systems))('%s gives a reason exactly where chart and CRDs differ', (name, system) => {
    expect(plain(system.chart?.app ?? system.app)).toBe(system.app);
    // Calico's chart is the operator's; the two count on their own.
    const differs = system.crds !== undefined && plain(system.crds.version) !== system.app;
    expect([name, system.skew !== undefined]).toEqual([name, differs]);
  });

  it('holds no digest, no date of today and no path of a machine', () => {
    expect(JSON.stringify(VERSIONS)).not.toMatch(/sha256|\/work|\.\.\//);
  });

  it('names every system in the types', () => {
    expect(Object.keys(VERSIONS.systems)).toEqual([...SYSTEM_NAMES]);
  });

  it('fails: nothing in it can be changed', () => {
    expect(() => {
      (VERSIONS.kubernetes.minors as string[]).push('1.36');
    }).toThrow(TypeError);
    expect(() => {
      (VERSIONS.systems['argo-cd'] as { app: string }).app = '9';
    }).toThrow(TypeError);
  });

  it('dates the end of every major of PostgreSQL', () => {
    const majors = Object.entries(VERSIONS.postgresql.majors);
    expect(majors.filter(([, { endOfLife }]) => !/^\d{4}-\d\d-\d\d$/.test(endOfLife))).toEqual([]);
    expect(majors.filter(([major, { current }]) => current !== undefined && !current.startsWith(`${major}.`))).toEqual(
      [],
    );
    const ended = majors.filter(([, { endOfLife }]) => endOfLife < VERSIONS.postgresql.read).map(([major]) => major);
    expect(ended).toEqual(majors.filter(([, { current }]) => current === undefined).map(([major]) => major));
  });
});
