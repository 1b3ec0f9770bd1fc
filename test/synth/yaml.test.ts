import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { fuzz } from '../../scripts/fuzz/yaml/run';
import { emitYaml } from '../../synth/yaml/emit';
import { UnrepresentableError } from '../../synth/yaml/unrepresentable-error';
import { inProcess, misreadings } from '../readers';
import { itWithEveryGroup } from '../readers/it-with-every-group';
import { documents, hidden, lines, misread, nastyTexts, numbers } from './fixtures/yaml-values';

/** A value in every place where it can stand; a text also as a key. */
function everywhere(value: unknown): unknown[] {
  const places = [value, [value], [[value, value]], { a: value, b: 1 }, { a: { b: [value, { c: value, d: value }] } }];
  return typeof value === 'string' ? [...places, { [value]: 1 }, [{ [value]: { [value]: [value] } }]] : places;
}

function refusal(value: unknown): UnrepresentableError {
  try {
    emitYaml(value);
  } catch (error) {
    if (error instanceof UnrepresentableError) return error;
    throw error;
  }
  throw new Error('emitted');
}

const caseOf = (value: unknown): { value: unknown; document: string } => ({ value, document: emitYaml(value) });

describe('every reader reads back what was emitted', () => {
  itWithEveryGroup('the tables, in every place where a value can stand', async (group) => {
    const values = [...nastyTexts, ...numbers, true, false, null, {}, []].flatMap(everywhere);
    expect(await misreadings(group, values.map(caseOf))).toEqual([]);
  });

  itWithEveryGroup('random documents', async (group) => {
    expect(await misreadings(group, fc.sample(documents, 2000).map(caseOf))).toEqual([]);
  });

  itWithEveryGroup('a small part of what npm run fuzz:yaml asks', async (group) => {
    expect(await fuzz({ seed: 20261124, documents: 10_000, groups: [group] })).toEqual([]);
  });

  it('as many levels as every reader takes', async () => {
    const nested = (levels: number): unknown =>
      Array.from({ length: levels }).reduce<unknown>((inner) => ({ a: inner }), 1);
    expect(await misreadings(inProcess, [caseOf(nested(99))])).toEqual([]);
    expect(refusal(nested(100)).message).toBe('a.a.a.a.a.a.a.a: nested more than 99 levels deep');
    expect(refusal(nested(10_000)).message).toContain('nested more than 99 levels deep');
  });
});

describe('form', () => {
  it('is block style, two blanks a level, keys in the given order, no document marker', () => {
    const shared = { z: 1, a: '2' };
    const text = emitYaml({
      kind: 'Cluster',
      apiVersion: 'postgresql.cnpg.io/v1',
      spec: {
        instances: 3,
        empty: {},
        none: [],
        gone: undefined,
        all: { gone: undefined },
        list: [shared, ['x', []], {}],
      },
      again: shared,
      nothing: null,
      constructor: 'data',
      script: '#!/bin/sh\n\nexit 0\n',
    });
    expect(text).toBe(
      [
        ...[
          'kind: Cluster',
          'apiVersion: postgresql.cnpg.io/v1',
          'spec:',
          '  instances: 3',
          '  empty: {}',
          '  none: []',
          '  all: {}',
        ],
        ...[
          '  list:',
          '    - z: 1',
          '      a: "2"',
          '    - - x',
          '      - []',
          '    - {}',
          'again:',
          '  z: 1',
          '  a: "2"',
        ],
        ...['nothing: null', 'constructor: data', 'script: |', '  #!/bin/sh', '', '  exit 0', ''],
      ].join('\n'),
    );
  });

  it('quotes what a reader would take for something else', () => {
    const bare = new Set(['_1', 'constructor', 'toString', 'hasOwnProperty', 'a/b', '/etc/passwd']);
    for (const text of misread) expect(emitYaml(text)).toBe(bare.has(text) ? `${text}\n` : `${JSON.stringify(text)}\n`);
  });

  it('escapes every character that is not seen', () => {
    expect(emitYaml('a\u0085\u00a0\u2028\u2029\u007f\u0000\u001b\ufeff\u202e\u{e0041}\t\r')).toBe(
      '"a\\N\\_\\L\\P\\u007f\\u0000\\u001b\\ufeff\\u202e\\U000e0041\\t\\r"\n',
    );
    for (const text of [...hidden, ...lines, ...misread]) {
      expect(emitYaml({ text })).not.toMatch(
        /[^\n\t\x20-\x7e\u00a1-\u1fff\u2e80-\u2fff\u3001-\ud7ff\ufffd\u{1f600}\u{10ffff}]/u,
      );
    }
  });

  it('prints clean text of several lines as a literal block and any other on one line', () => {
    expect(emitYaml(['a\n\n  b'])).toBe('- |-\n  a\n\n    b\n');
    expect(emitYaml('a\nb')).toBe('"a\\nb"\n');
    expect(emitYaml({ a: 'line\n\n\n', b: 1 })).toBe('a: |+\n  line\n\n\nb: 1\n');
    expect(emitYaml([' a\nb\n'])).toBe('- |2\n   a\n  b\n');
    expect(emitYaml({ a: '\n\ta\nb\n' })).toBe('a: |2\n\n  \ta\n  b\n');
    for (const text of ['a \nb', 'a\t\nb', 'a\n  \nb', 'a\n ', '\n\n', ' \n', 'a\r\nb', 'a\n\u00a0b'])
      expect(emitYaml([text])).toMatch(/^- ".*"\n$/);
  });

  it('never folds a line', () => {
    expect(emitYaml('word '.repeat(4000)).split('\n')).toHaveLength(2);
  });

  it('puts a key behind a question mark when readers would lose sight of its colon', async () => {
    expect(emitYaml({ ['k'.repeat(251)]: { a: 1 } })).toBe(`? ${'k'.repeat(251)}\n:\n  a: 1\n`);
    const value = [{ [`"${'k'.repeat(1100)}`]: 'a\nb\n', ['l'.repeat(2000)]: [1, []], ['m'.repeat(1024)]: {} }];
    expect(await misreadings(inProcess, [caseOf(value)])).toEqual([]);
  });

  it('prints a key the same whenever it comes, also after more keys than are remembered', () => {
    const expected = 'name: 1\n"yes": 2\n"1": 3\n';
    const value = Object.fromEntries([
      ['name', 1],
      ['yes', 2],
    ]);
    for (let round = 0; round < 3; round++) {
      expect(emitYaml([value, { '1': 3 }])).toBe('- name: 1\n  "yes": 2\n- "1": 3\n');
      emitYaml(Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`key-${round}-${at}`, at])));
    }
    expect(emitYaml(value) + emitYaml({ '1': 3 })).toBe(expected);
  });

  it('is one string in memory, not the tree of its pieces', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const manifest = (at: number): unknown => ({ metadata: { name: `a-${at}` }, list: Array<string>(50).fill('word') });
    const kept = [emitYaml(manifest(0))];
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let at = 0; at < 4000; at++) kept.push(emitYaml(manifest(at)));
    collect();
    const characters = kept.reduce((sum, { length }) => sum + length, 0);
    // A byte a character and some for each string; as trees they take ten times that.
    expect((process.memoryUsage().heapUsed - before) / characters).toBeLessThan(2);
  });

  it('prints floats so that YAML 1.1 reads a float', () => {
    expect([1e-7, 1.5e-7, -0, 0.1].map((value) => emitYaml(value))).toEqual(['1.0e-7\n', '1.5e-7\n', '0\n', '0.1\n']);
  });
});

describe('fails: what has no honest form, told by path and never by value', () => {
  class Secret {
    public readonly value = 'hunter2';
  }
  const cyclic: Record<string, unknown> = { spec: { list: [] as unknown[] } };
  (cyclic['spec'] as { list: unknown[] }).list.push('x', { up: cyclic['spec'] });

  it.each<[string, unknown, string, RegExp]>([
    ['NaN', { spec: { n: NaN } }, 'spec.n', /NaN/],
    ['Infinity', { spec: [1, -Infinity] }, 'spec[1]', /-Infinity/],
    ['an integer that has lost precision', { spec: { id: 2 ** 53 } }, 'spec.id', /2\^53 - 1.*as text/],
    ['undefined in a list', { a: [1, undefined] }, 'a[1]', /undefined/],
    ['a hole in a list', { a: Array<number>(1) }, 'a[0]', /undefined/],
    ['undefined as the document', undefined, '', /undefined/],
    ['a function', { a: { 'b.c': (): number => 1 } }, 'a["b.c"]', /function/],
    ['a symbol', { a: Symbol('hunter2') }, 'a', /symbol/],
    ['a bigint', { a: 1n }, 'a', /bigint/],
    ['a Date', { a: new Date(0) }, 'a', /instance of Date/],
    ['a Map', { a: new Map() }, 'a', /instance of Map/],
    ['a class instance', { a: [new Secret()] }, 'a[0]', /instance of Secret/],
    ['half a surrogate pair in a value', { a: 'hunter2\ud800' }, 'a', /surrogate/],
    ['half a surrogate pair in a key', { a: { '\udc00': 1 } }, 'a', /surrogate/],
    ['a key __proto__', JSON.parse('{"data": {"__proto__": "hunter2", "a": "1"}}'), 'data.__proto__', /key/],
    ['a cycle', cyclic, 'spec.list[1].up', /cycle: it is spec$/],
  ])('fails: %s', (_, value, path, description) => {
    const error = refusal(value);
    expect(error.path).toBe(path);
    expect(error.description).toMatch(description);
    expect(error.message).not.toContain('hunter2');
  });

  it('fails: a document beyond all measure', () => {
    const big = 'x'.repeat(2 ** 20);
    expect(refusal(Array.from({ length: 66 }, () => [big])).description).toMatch(/67108864 characters/);
    expect(refusal(Array.from({ length: 66 }, () => big)).description).toMatch(/67108864 characters/);
    // Longer than a string of V8 can be.
    expect(refusal(Array.from({ length: 600 }, () => big)).description).toMatch(/67108864 characters/);
  });

  it('accepts plain data of any origin', () => {
    const bare = Object.assign(Object.create(null) as object, { a: 1 });
    expect(emitYaml([bare, structuredClone({ constructor: 'x' })])).toBe('- a: 1\n- constructor: x\n');
  });
});
