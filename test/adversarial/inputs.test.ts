import { ApiObject, App, JsonPatch } from 'cdk8s';
import { isAbsolute, normalize } from 'node:path';
import type { Run } from '../../cli/run';
import { resolve, type S3Flavour } from '../../constructs/model';
import { s3Capabilities } from '../../constructs/model/s3-target';
import { secretInputsOf } from '../../constructs/proxmox/derived';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { RULES } from '../../guardrails/registry';
import { kindInfo, validateManifest } from '../../guardrails/schemas';
import { attempt } from '../../synth/render/attempt';
import { VENDORED, vendorInto, withVendoredFile } from '../guardrails/appliers/vendored';
import { configMap, everythingPrinted, fileOf, onlyFinding, runCharts, runManifests, structureFindings } from './judge';

describe('prototype', () => {
  it('fails: prototype-01, a key that JavaScript would lose', () => {
    const data = JSON.parse('{"__proto__": "x", "a": "1"}') as Readonly<Record<string, unknown>>;
    const finding = onlyFinding(configMap({}, data));
    expect(finding).toMatchObject({ rule: 'render/unrenderable', path: 'data.__proto__' });
  });

  it('prototype-02: constructor is a key like any other', () => {
    const result = runManifests(configMap({}, { constructor: 'x', toString: 'y' }));
    expect(structureFindings(result)).toEqual([]);
    expect(fileOf(result, 'configmap', 'settings')).toContain('constructor: x\n');
  });

  it('fails: prototype-04, a JSON pointer through the prototype of every object', () => {
    const result = runCharts({
      row: (chart) => {
        const object = new ApiObject(chart, 'a', configMap({ namespace: 'default' }));
        object.addJsonPatch(JsonPatch.add('/__proto__/polluted', 'yes'));
      },
    });
    expect(structureFindings(result)).toMatchObject([{ rule: 'render/unrenderable', path: 'patches.0' }]);
    expect(structureFindings(result)[0]!.expected).toContain('__proto__');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(['toString', 'hasOwnProperty', 'constructor', '__proto__'])(
    'fails: prototype-05, nothing is called %s',
    (name) => {
      expect(RULES.get(name)).toBeUndefined();
      expect(kindInfo('v1', name)).toBeUndefined();
      expect(validateManifest({ apiVersion: 'v1', kind: name }).unknownKind).toBe(true);
      expect(secretInputsOf(name)).toEqual([]);
      expect(() => resolve(EXAMPLE_SITE).host(name)).toThrow(/a host of the site/);
      expect(() => resolve(EXAMPLE_SITE).cluster(name)).toThrow(/a cluster of the site/);
      expect(s3Capabilities(name as S3Flavour)).toBeUndefined();
    },
  );
});

describe('paths', () => {
  it.each(['../../etc/cron.d/x', '..', '/etc/passwd', 'a\\..\\b', '\u0000'])(
    'paths-01: a chart called %j stays inside the output',
    (id) => {
      const result = runCharts({ [id]: (chart) => new ApiObject(chart, 'a', configMap({ namespace: 'default' })) });
      for (const { path } of result.files) {
        expect(isAbsolute(path)).toBe(false);
        expect(normalize(path)).toBe(path);
        expect(path).toMatch(/^[a-z0-9._/-]+$/);
        expect(path.split('/')).not.toContain('..');
      }
      expect(result.files.some(({ path }) => path.endsWith('configmap_settings.yaml'))).toBe(true);
    },
  );

  const refusal = (file: string): string | undefined =>
    withVendoredFile(
      VENDORED,
      (fixture) => attempt('home/row', () => vendorInto(new App(), { ...fixture, file }))?.rule,
    );

  it.each([
    'file:///etc/shadow',
    '/etc/shadow',
    '../outside.yaml',
    'vendor/../../outside.yaml',
    'vendor/link.yaml',
    'vendor',
  ])('fails: paths-07, %s is outside the project, or no file', (file) => {
    expect(refusal(file)).toBe('render/include-outside');
  });

  it.each(['https://example.com/x.yaml', 'HTTP://example.com/x.yaml', 's3://bucket/x.yaml'])(
    'fails: paths-08, %s is not there offline',
    (file) => {
      expect(refusal(file)).toBe('render/include-network');
    },
  );
});

describe('vendored manifests', () => {
  const runVendored = (yaml: string): Run =>
    withVendoredFile(yaml, (fixture) => runCharts({ row: (_chart, app) => void vendorInto(app, fixture) }));

  const render = (yaml: string): readonly unknown[] => runVendored(yaml).bundle.objects.map(({ manifest }) => manifest);

  it('are taken as they stand: no namespace of the chart, dates and times as texts', () => {
    const yaml = [
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: reader}\nrules: []\n',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: apps}\ndata: {date: 2024-01-01, time: 1:30}\n',
    ].join('---\n');
    expect(render(yaml)).toEqual([
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' }, rules: [] },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a', namespace: 'apps' },
        data: { date: '2024-01-01', time: '1:30' },
      },
    ]);
  });

  it('read numbers and booleans as the API server does', () => {
    const [object] = render('apiVersion: example.org/v1\nkind: W\nmetadata: {name: a}\nspec: {mode: 0644, on1: yes}\n');
    expect(object).toMatchObject({ spec: { mode: 420, on1: true } });
  });

  it('fails: an object that stands twice in the file, by its identity', () => {
    const findings = structureFindings(runVendored(`${VENDORED}---\n${VENDORED}`));
    expect(findings.map(({ rule, where }) => `${rule} ${where}`)).toContain(
      'structure/identity home/vendored/file/configmap-apps-vendored-2',
    );
  });

  it('fails: a key __proto__, as in every other object', () => {
    const findings = structureFindings(runVendored(`${VENDORED}data: {__proto__: x, a: b}\n`));
    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toContain('render/unrenderable data.__proto__');
  });

  it('fails: bad YAML, without the text that may be a secret', () => {
    const result = runVendored('apiVersion: v1\nkind: Secret\nstringData: {password: "canary-Zq7x\n');
    expect(result.findings.map(({ rule }) => rule)).toContain('render/include-yaml');
    expect(everythingPrinted(result)).not.toContain('Zq7x');
  });
});
