import fc from 'fast-check';
import type { KubeObject } from '../../constructs/model';
import { pathSegment } from '../../constructs/model/path-segment';
import { pathsOf } from '../../synth/paths';

interface Identity {
  readonly app: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

function objectOf({ app, apiVersion, kind, name, ...namespace }: Identity): KubeObject {
  const manifest = { apiVersion, kind, metadata: { name, ...namespace } };
  return { plane: 'kubernetes', cluster: 'home', app, where: '', manifest };
}

function pathsFor(...identities: readonly Partial<Identity>[]): readonly string[] {
  const usual = { app: 'wiki', apiVersion: 'v1', kind: 'ConfigMap', name: 'x' };
  return pathsOf(identities.map((identity) => objectOf({ ...usual, ...identity })));
}

const long = 'a'.repeat(253);

describe('the path of an object', () => {
  it.each<[string, Partial<Identity>, string | RegExp]>([
    ['a kind of the core group', { namespace: 'a' }, 'wiki/a/configmap_x.yaml'],
    ['a built-in group', { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'a' }, 'wiki/a/deployment_x.yaml'],
    [
      'a group of a CRD',
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', namespace: 'a' },
      'wiki/a/appproject.argoproj.io_x.yaml',
    ],
    ['no namespace', { kind: 'Namespace' }, 'wiki/_cluster/namespace_x.yaml'],
    ['an event', { kind: 'Event', namespace: 'a' }, 'wiki/a/event_x.yaml'],
    [
      'an event of the other group',
      { apiVersion: 'events.k8s.io/v1', kind: 'Event', namespace: 'a' },
      'wiki/a/event.events.k8s.io_x.yaml',
    ],
    [
      'an Application',
      { app: 'apps', apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', namespace: 'argocd' },
      'apps/x.yaml',
    ],
    ['a name of 253 characters', { name: long }, /^wiki\/_cluster\/configmap_a{179}-[0-9a-f]{10}\.yaml$/],
    ['colons', { name: 'system:x' }, /^wiki\/_cluster\/configmap_system-x-[0-9a-f]{10}\.yaml$/],
    [
      'a name that looks like a changed one',
      { name: 'system-x-70fc265f34' },
      /^wiki\/_cluster\/configmap_system-x-70fc265f34-[0-9a-f]{10}\.yaml$/,
    ],
    ['a device as an app', { app: 'aux' }, /^aux-[0-9a-f]{10}\/_cluster\/configmap_x\.yaml$/],
    ['a device with an ending', { app: 'con.d' }, /^con-d-[0-9a-f]{10}\/_cluster\/configmap_x\.yaml$/],
    ['a device in capitals', { app: 'CON' }, /^con-[0-9a-f]{10}\/_cluster\/configmap_x\.yaml$/],
    ['nothing that can be kept', { app: '::' }, /^x-[0-9a-f]{10}\/_cluster\/configmap_x\.yaml$/],
  ])('%s', (_name, identity, expected) => {
    const [path = ''] = pathsFor(identity);
    const below = path.slice('clusters/home/'.length);
    expect(path.startsWith('clusters/home/')).toBe(true);
    expect(below).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it('leaves the version out: it is the same object', () => {
    const [one, two] = pathsFor({ apiVersion: 'apps/v1' }, { apiVersion: 'apps/v1beta1' });
    expect(one).toBe(two);
  });

  it.each<[string, Partial<Identity>, Partial<Identity>]>([
    ['two namespaces', { namespace: 'a' }, { namespace: 'b' }],
    ['a namespace that is called like the folder of none', { namespace: '_cluster' }, {}],
    ['kinds that differ by case only', { kind: 'Configmap' }, { kind: 'ConfigMap' }],
    ['names that differ by case only', { name: 'X' }, { name: 'x' }],
    ['names that differ after 200 bytes', { name: long }, { name: `${long.slice(1)}b` }],
    [
      'a dot that is the kind’s and one that is the group’s',
      { kind: 'A.b', apiVersion: 'c/v1' },
      { kind: 'A', apiVersion: 'b.c/v1' },
    ],
    [
      'Applications of one name',
      { app: 'apps', apiVersion: 'argoproj.io/v1', kind: 'Application', namespace: 'a' },
      { app: 'apps', apiVersion: 'argoproj.io/v1', kind: 'Application', namespace: 'b' },
    ],
  ])('differs: %s', (_name, one, two) => {
    const both = pathsFor(one, two);
    expect(new Set(both).size).toBe(2);
    expect(pathsFor(two, one)).toEqual([...both].reverse());
  });

  it('is one for one identity, and for another another', () => {
    const texts = fc.constantFrom('x', 'X', 'a-70fc265f34', 'a:', 'a', 'con', '_cluster', long, `${long}b`);
    const name = fc.oneof(texts, fc.string({ minLength: 1, unit: fc.constantFrom('a', 'A', '-', '.', ':', '_', '0') }));
    const identity = fc.record(
      {
        app: fc.oneof(name, fc.constant('apps')),
        apiVersion: fc.constantFrom('v1', 'apps/v1', 'events.k8s.io/v1', 'argoproj.io/v1', 'b.argoproj.io/v1'),
        kind: fc.constantFrom('Event', 'EVENT', 'Application', 'A.b', 'A'),
        namespace: name,
        name,
      },
      { requiredKeys: ['app', 'apiVersion', 'kind', 'name'] },
    );
    const keyOf = (given: Identity): string =>
      JSON.stringify([given.app, given.apiVersion, given.kind, given.namespace ?? '', given.name]);
    fc.assert(
      fc.property(fc.uniqueArray(identity, { selector: keyOf, maxLength: 40 }), (identities) => {
        const paths = pathsFor(...identities);
        expect(new Set(paths).size).toBe(identities.length);
        const odd = paths.filter(
          (path) => !/^(?:[a-z0-9_][a-z0-9._-]{0,204}\/)+[a-z0-9][a-z0-9._-]{0,204}$/.test(path),
        );
        expect(odd).toEqual([]);
      }),
    );
  });
});

it('never changes a segment into one that is kept', () => {
  const changed = pathSegment('system:x');
  expect(changed).toMatch(/^system-x-[0-9a-f]{10}$/);
  expect(pathSegment(changed)).not.toBe(changed);
});
