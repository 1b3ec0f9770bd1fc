import { validateManifest } from '../../guardrails/schemas';
import { manifest, withField } from './manifests';

describe('secrets stay out of faults', () => {
  const SECRET = 'hunter2-not base64!';
  it.each([
    ['data of a Secret', withField('secret', 'data/user', SECRET), 'data.user'],
    ['data of a Secret as text', withField('secret', 'data', SECRET), 'data'],
    ['an object under stringData', withField('secret', 'stringData/user', { a: SECRET }), 'stringData.user'],
    [
      'a text in the place of a reference',
      withField('clusterIssuer', 'spec/acme/privateKeySecretRef', SECRET),
      'spec.acme.privateKeySecretRef',
    ],
    ['a URL with a password', withField('service', 'spec/ports', 'https://u:hunter2@example.org'), 'spec.ports'],
  ])('fails: %s', (_title, given, path) => {
    const { faults } = validateManifest(given);
    expect(faults).toMatchObject([{ path }]);
    expect(JSON.stringify(faults)).not.toContain('hunter2');
  });

  it('fails: a secret number is neither shown nor quoted in the fix', () => {
    const env = [{ name: 'API_TOKEN', value: 1234567 }];
    const { faults } = validateManifest(withField('deployment', 'spec/template/spec/containers/0/env', env));
    expect(faults).toMatchObject([{ got: 'number <redacted>', fix: 'write it as a string' }]);
  });

  it('shows what is only a reference', () => {
    const given = withField('clusterIssuer', 'spec/acme/privateKeySecretRef/name', 5);
    expect(validateManifest(given).faults).toMatchObject([{ got: 'number 5' }]);
  });
});

describe('prototype keys are keys', () => {
  const withKeys = (text: string): unknown => ({ ...manifest('configMap'), ...(JSON.parse(text) as object) });

  it('fails: __proto__ and constructor as fields', () => {
    const given = JSON.parse(
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"__proto__":{}},"constructor":{},"__proto__":1}',
    ) as unknown;
    expect(validateManifest(given).faults.map(({ path }) => path)).toEqual([
      '__proto__',
      'constructor',
      'metadata.__proto__',
    ]);
  });

  it('are free where keys are free', () => {
    expect(validateManifest(withKeys('{"data":{"__proto__":"a","constructor":"b","toString":"c"}}')).faults).toEqual(
      [],
    );
  });

  it('fails: wrong values under them are found', () => {
    expect(validateManifest(withKeys('{"data":{"__proto__":1,"hasOwnProperty":{}}}')).faults).toMatchObject([
      { path: 'data.__proto__', got: 'number 1' },
      { path: 'data.hasOwnProperty', got: 'an object' },
    ]);
  });
});

describe('no input ends in an exception', () => {
  const cyclic: Record<string, unknown> = manifest('configMap');
  cyclic['data'] = { self: cyclic };
  const deep = (levels: number): unknown => (levels === 0 ? 'end' : { a: deep(levels - 1) });

  it.each([
    ['null', null, '', 'null'],
    ['a list', [], '', 'a list of 0'],
    ['text', 'kind: Pod', '', 'string "kind: Pod"'],
    ['undefined', withField('configMap', 'data', { a: Symbol.iterator }), 'data.a', 'symbol'],
    ['a function', withField('configMap', 'data', { a: () => 1 }), 'data.a', 'function'],
    ['NaN', withField('deployment', 'spec/replicas', NaN), 'spec.replicas', 'the number NaN'],
    ['a big integer', withField('deployment', 'spec/replicas', 3n), 'spec.replicas', 'bigint'],
    [
      'a Date',
      withField('configMap', 'metadata/creationTimestamp', new Date(0)),
      'metadata.creationTimestamp',
      'a value of class Date',
    ],
    ['a Map', withField('configMap', 'data', new Map()), 'data', 'a value of class Map'],
    [
      'half a surrogate pair in a key',
      withField('configMap', 'data', { '\ud800': 'a' }),
      'data["\\ud800"]',
      'a key with half of a surrogate pair',
    ],
    ['a hole in a list', withField('service', 'spec/ports', new Array(1)), 'spec.ports[0]', 'undefined'],
    ['a cycle', cyclic, expect.stringMatching(/^data\.self\.data/), 'nested too deep'],
    [
      'a thousand levels',
      withField('clusterPolicy', 'spec/rules/0/validate/pattern', deep(1000)),
      expect.stringMatching(/pattern\.a/),
      'nested too deep',
    ],
  ])('fails: %s', (_title, given, path, got) => {
    expect(validateManifest(given).faults).toMatchObject([{ path: path as string, got }]);
  });

  it.each([
    ['apiVersion', { kind: 'Pod' }],
    ['kind', { apiVersion: 'v1', kind: 7 }],
    ['kind', { apiVersion: 'v1', kind: '' }],
  ])('fails: without a proper %s', (field, given) => {
    expect(validateManifest(given).faults).toMatchObject([{ path: field, expected: 'a string that names it' }]);
  });

  it('fails: more faults than the validator can hold are told as one', () => {
    const data = Object.fromEntries(Array.from({ length: 150_000 }, (_, index) => [`k${index}`, index]));
    expect(validateManifest(withField('configMap', 'data', data)).faults).toMatchObject([
      { path: '', got: 'more faults than can be listed' },
    ]);
  });

  it('cuts long values', () => {
    const [fault] = validateManifest(withField('pooler', 'spec/type', `${'x'.repeat(59)}😀${'y'.repeat(5000)}`)).faults;
    expect(fault?.got).toBe(`string "${'x'.repeat(59)}…"`);
  });
});
