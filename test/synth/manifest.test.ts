import { ApiObject, App, Chart, JsonPatch, Lazy, Testing, Yaml, type ResolutionContext } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import fc from 'fast-check';
import { manifestOf } from '../../synth/render/manifest';

type Build = (chart: Chart) => unknown;

function chartOf(build: Build): Chart {
  const chart = new Chart(Testing.app(), 'wiki', { namespace: 'wiki', labels: { team: 'docs' } });
  build(chart);
  return chart;
}

const configMap = { apiVersion: 'v1', kind: 'ConfigMap' };

/** An object with fields besides the usual ones. */
const withFields =
  (fields: object): Build =>
  (chart) =>
    new ApiObject(chart, 'x', { ...configMap, ...fields });

/** The number-or-string class that `cdk8s import` generates. */
class Union {
  public constructor(public readonly value: number | string) {}
}

class Undefining extends ApiObject {
  public override toJson(): unknown {
    return { ...(super.toJson() as object), spec: { nothing: undefined, given: null, list: [null] } };
  }
}

const SHAPES: readonly [string, Build][] = [
  ['a plain object', withFields({ data: { b: '1', a: '2' } })],
  ['a given name and namespace', withFields({ metadata: { name: 'n', namespace: 'other' } })],
  ['labels and annotations', withFields({ metadata: { labels: { a: 'b' }, annotations: { z: '1', c: '2' } } })],
  ['a lazy value', withFields({ data: Lazy.any({ produce: () => ({ b: { a: 1 } }) }) as object })],
  [
    'a lazy value in a lazy value',
    withFields({ a: Lazy.any({ produce: (): unknown => [Lazy.any({ produce: () => 1 })] }) as unknown }),
  ],
  ['null and undefined', withFields({ data: { a: null, b: undefined, c: { d: null } } })],
  ['nested lists', withFields({ a: [[1, [2, { c: 3, b: [] }]], [], [null, 'x']] })],
  ['empty maps and lists', withFields({ a: {}, b: [], c: { d: {} } })],
  [
    'unions in a generated class',
    (chart) => {
      const ports = [80, 'http'].map((target, index) => ({ port: 80 + index, targetPort: new Union(target) }));
      new kplus.k8s.KubeService(chart, 'x', { spec: { ports } });
    },
  ],
  ['texts that YAML reads as something else', withFields({ data: { a: 'yes', b: '012', c: '', d: '~', e: '1e3' } })],
  ['keys that look like numbers', withFields({ data: { 10: 'a', 9: 'b', a: 'c', B: 'd' } })],
  [
    'JSON patches',
    (chart) => {
      const object = new ApiObject(chart, 'x', { ...configMap, data: { a: '1', b: '2' } });
      object.addJsonPatch(JsonPatch.replace('/data/a', '3'), JsonPatch.remove('/data/b'));
      object.addJsonPatch(JsonPatch.add('/metadata/labels/x', 'y'));
    },
  ],
  [
    'metadata that is added later',
    (chart) => {
      const object = new ApiObject(chart, 'x', configMap);
      object.metadata.addLabel('a', 'b');
      object.metadata.add('finalizers', ['example.com/x']);
    },
  ],
  ['a ConfigMap of cdk8s-plus', (chart) => new kplus.ConfigMap(chart, 'x', { data: { a: 'b' } })],
  ['a Secret of cdk8s-plus', (chart) => new kplus.Secret(chart, 'x', { stringData: { a: 'b' } })],
  [
    'a Deployment, a Service and an Ingress of cdk8s-plus',
    (chart) => {
      const deployment = new kplus.Deployment(chart, 'app', {
        containers: [{ image: 'docker.io/library/nginx:1.29', portNumber: 80 }],
      });
      const service = deployment.exposeViaService({ ports: [{ port: 80, targetPort: 80 }] });
      const ingress = new kplus.Ingress(chart, 'ingress');
      ingress.addHostRule('wiki.example.internal', '/', kplus.IngressBackend.fromService(service));
    },
  ],
];

function objectsOf(chart: Chart): ApiObject[] {
  return chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
}

describe('manifestOf', () => {
  it.each(SHAPES)('renders as cdk8s does: %s', (_name, build) => {
    const objects = objectsOf(chartOf(build));
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) {
      // As texts: the order of keys is part of what is written.
      expect(JSON.stringify(manifestOf(object))).toBe(JSON.stringify(object.toJson()));
    }
  });

  it('renders random data as cdk8s does', () => {
    const key = fc.string({ minLength: 1 }).filter((text) => !(text in {}));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        // An integer beyond 2^53 - 1 has lost its value before anybody renders it: refused, in render.test.ts.
        fc
          .double({ noNaN: true, noDefaultInfinity: true })
          .filter((number) => !Number.isInteger(number) || Number.isSafeInteger(number)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const [object] = objectsOf(chartOf(withFields({ spec: { value } })));
        expect(JSON.stringify(manifestOf(object!))).toBe(JSON.stringify(object!.toJson()));
      }),
    );
  });

  it('differs from cdk8s where that loses a key: `constructor` is data', () => {
    const [object] = objectsOf(chartOf(withFields({ data: { constructor: 'x' } })));
    expect(manifestOf(object!)['data']).toEqual({ constructor: 'x' });
  });

  it('differs from cdk8s where that writes a class out: a union is its value', () => {
    const [object] = objectsOf(chartOf(withFields({ ports: [new Union(80), new Union('http')] })));
    expect(manifestOf(object!)['ports']).toEqual([80, 'http']);
    expect(object!.toJson()).toMatchObject({ ports: [{ value: 80 }, { value: 'http' }] });
  });

  it('resolves a list that is a token, as cdk8s does', () => {
    const token = Object.assign(['unresolved'], { resolve: () => ['resolved'] });
    const [object] = objectsOf(chartOf(withFields({ data: { list: token } })));
    expect(manifestOf(object!)['data']).toEqual({ list: ['resolved'] });
  });

  it('differs from cdk8s where that stops at plain data: a map without a prototype, a label called `constructor`', () => {
    const bare = Object.assign(Object.create(null) as object, { a: '1' });
    const [object] = objectsOf(chartOf(withFields({ data: bare, metadata: { labels: { constructor: 'x' } } })));
    expect(() => object!.toJson() as unknown).toThrow();
    expect(manifestOf(object!)).toMatchObject({ data: { a: '1' }, metadata: { labels: { constructor: 'x' } } });
  });

  it('differs from cdk8s where that prints null for nothing: a member that a toJson of a class leaves undefined', () => {
    const [object] = objectsOf(chartOf((chart) => new Undefining(chart, 'x', configMap)));
    expect(Yaml.stringify(object!.toJson())).toContain('nothing: null');
    expect(manifestOf(object!)['spec']).toEqual({ given: null, list: [null] });
  });

  it('differs from cdk8s where its environment decides: keys are always sorted', () => {
    const [object] = objectsOf(chartOf(withFields({ data: { b: '1', a: '2' } })));
    process.env['CDK8S_DISABLE_SORT'] = 'yes';
    try {
      expect(Object.keys((object!.toJson() as { data: object }).data)).toEqual(['b', 'a']);
      expect(Object.keys(manifestOf(object!)['data'] as object)).toEqual(['a', 'b']);
    } finally {
      delete process.env['CDK8S_DISABLE_SORT'];
    }
  });

  it('asks a toJson and a metadata of its own, and the resolvers of the App', () => {
    const resolve = (context: ResolutionContext): void => {
      if (context.value === 'from') {
        context.replaceValue('to');
      }
    };
    const chart = new Chart(new App({ resolvers: [{ resolve }] }), 'wiki');
    const object = new ApiObject(chart, 'x', { ...configMap, data: { a: 'from' } });
    expect(manifestOf(object)['data']).toEqual({ a: 'to' });
    const [other] = objectsOf(chartOf(withFields({})));
    other!.metadata.toJson = () => ({ name: 'own', finalizers: [] });
    expect(manifestOf(other!).metadata).toEqual({ name: 'own', finalizers: [] });
  });

  it.each<[string, object, string]>([
    ['nothing at a place of a list, for which cdk8s prints null', { spec: [undefined] }, 'spec.0'],
    [
      'an empty map at a place of a list of the metadata, likewise',
      { metadata: { ownerReferences: [{}] } },
      'metadata.ownerReferences.0',
    ],
    [
      'a label __proto__',
      { metadata: { labels: JSON.parse('{"__proto__": "x"}') as object } },
      'metadata.labels.__proto__',
    ],
    ['a field __proto__', JSON.parse('{"__proto__": {"a": 1}}') as object, '__proto__'],
  ])('fails: %s', (_name, fields, at) => {
    const chart = chartOf(() => undefined);
    // Not spread: that would set the prototype.
    const object = new ApiObject(
      chart,
      'x',
      Object.defineProperties({ ...configMap }, Object.getOwnPropertyDescriptors(fields)),
    );
    expect(() => manifestOf(object)).toThrow(expect.objectContaining({ name: 'UnrenderableError', at }) as Error);
  });

  it.each([
    ['NaN', { a: NaN }, 'data.a'],
    ['a key __proto__', JSON.parse('{"__proto__": {"a": 1}}') as object, 'data.__proto__'],
    ['a function', { a: () => 1 }, 'data.a'],
  ])('fails: %s', (_name, data, at) => {
    const [object] = objectsOf(chartOf(withFields({ data })));
    expect(() => manifestOf(object!)).toThrow(expect.objectContaining({ name: 'UnrenderableError', at }) as Error);
  });
});
