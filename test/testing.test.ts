import type { Manifest } from '../constructs/model';
import { count, find, findAll, matches } from '../testing';

const objectOf = (kind: string, name: string, fields: object = {}, apiVersion = 'v1'): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'wiki' },
  ...fields,
});

const objects = [
  objectOf('Service', 'wiki', { spec: { ports: [{ name: 'http', port: 80 }] } }),
  objectOf('Cluster', 'db', {}, 'postgresql.cnpg.io/v1'),
  objectOf('Cluster', 'vm', {}, 'cluster.x-k8s.io/v1'),
];

describe('matches', () => {
  it.each<[string, unknown, unknown, boolean]>([
    ['a part of a map', { a: 1, b: 2 }, { a: 1 }, true],
    ['a part of a map in a map', { a: { b: 1, c: 2 } }, { a: { c: 2 } }, true],
    ['another value', { a: 1 }, { a: 2 }, false],
    ['a number and its text', { a: 1 }, { a: '1' }, false],
    ['a member that is missing', {}, { a: 1 }, false],
    ['a member of every object', {}, { constructor: Object }, false],
    [
      'a list whose maps are written in another order',
      [{ a: 1, b: { c: 2, d: 3 } }],
      [{ b: { d: 3, c: 2 }, a: 1 }],
      true,
    ],
    ['a list in another order', [1, 2], [2, 1], false],
    ['a longer list', [1, 2], [1], false],
    ['a shorter list', [1], [1, 2], false],
    ['a list whose map has a member more', [{ a: 1, b: 2 }], [{ a: 1 }], false],
    ['a list whose map has a member less', [{ a: 1 }], [{ a: 1, b: 2 }], false],
    ['a deep member more in a list', [{ a: { b: 1, c: 2 } }], [{ a: { b: 1 } }], false],
    ['lists in a list', [[1], [{ a: [] }]], [[1], [{ a: [] }]], true],
    ['a member without a value in a list', [{ a: 1 }], [{ a: 1, b: undefined }], true],
    ['a member that must not be there, and is not', {}, { a: undefined }, true],
    ['a member that must not be there, and is', { a: 1 }, { a: undefined }, false],
    ['a list and a map', [], {}, false],
    ['a map and a list', {}, [], false],
    ['a map and nothing', null, {}, false],
    ['nothing and nothing', null, null, true],
  ])('%s', (_name, value, part, expected) => {
    expect(matches(value, part)).toBe(expected);
  });
});

describe('find', () => {
  it('takes a kind of any group, or of one', () => {
    expect(count(objects, { kind: 'Cluster' })).toBe(2);
    expect(find(objects, { kind: 'postgresql.cnpg.io/Cluster' }).metadata.name).toBe('db');
    expect(findAll(objects, { kind: 'Service', matches: { spec: { ports: [{ port: 80, name: 'http' }] } } })).toEqual([
      objects[0],
    ]);
  });

  it('fails: there is none, or more than one, and says what there is', () => {
    expect(() => find(objects, { name: 'x' })).toThrow(/^no object fits .*\n {2}Service wiki\/wiki\n/);
    expect(() => find(objects, { kind: 'Cluster' })).toThrow(/^more than one object fits/);
    expect(count(objects, { namespace: 'other' })).toBe(0);
  });
});
