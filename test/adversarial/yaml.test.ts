import { App } from 'cdk8s';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { attempt } from '../../synth/render/attempt';
import { misreadings } from '../readers';
import { itWithEveryGroup } from '../readers/it-with-every-group';
import { vendorInto, withVendoredFile } from '../guardrails/appliers/vendored';
import { configMap, deployment, fileOf, onlyFinding, runManifests, structureFindings, type AnyManifest } from './judge';

/** What is printed of a value of a ConfigMap, by way of the whole pipeline. */
function printedValue(value: string): string {
  const result = runManifests(configMap({}, { key: value }));
  expect(structureFindings(result)).toEqual([]);
  return fileOf(result, 'configmap', 'settings');
}

describe('values of a ConfigMap that a reader would take for something else', () => {
  it.each([
    ['yaml-01, a boolean of YAML 1.1', 'yes'],
    ['yaml-02, the country code of Norway', 'NO'],
    ['yaml-04, an octal number of YAML 1.1', '012'],
    ['yaml-05, an octal number of YAML 1.2', '0o17'],
    ['yaml-07, a number to the base 60', '1:30'],
    ['yaml-08, a float', '1e3'],
    ['yaml-10, null', '~'],
    ['yaml-11, a date', '2024-01-01'],
    ['yaml-13, the merge key, on which PyYAML stops', '<<'],
    ['yaml-14, a tab, on which PyYAML stops outside quotes', 'a\tb'],
    ['yaml-16, a next line, which is folded to a blank', 'a\u0085b'],
    ['yaml-17, a delete, on which PyYAML stops', 'a\u007fb'],
    ['yaml-20, a byte order mark, which hides a key', '\ufeffkey: v'],
  ])('%s: is quoted', (_title, value) => {
    const text = printedValue(value);
    const [, quoted] = /^ {2}key: (".*")$/m.exec(text)!;
    expect(quoted).toMatch(/^"[ -~]*"$/);
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(text, { version })).toMatchObject({ data: { key: value } });
    }
    expect(load(text)).toMatchObject({ data: { key: value } });
  });

  it.each([
    ['yaml-14', 'a\tb', '"a\\tb"'],
    ['yaml-16', 'a\u0085b', '"a\\Nb"'],
    ['yaml-17', 'a\u007fb', '"a\\u007fb"'],
    ['yaml-20', '\ufeffkey: v', '"\\ufeffkey: v"'],
  ])('%s: is escaped', (_title, value, printed) => {
    expect(printedValue(value)).toContain(`key: ${printed}\n`);
  });

  it('fails: yaml-19, half a surrogate pair', () => {
    const finding = onlyFinding(configMap({}, { key: '\ud800' }));
    expect(finding).toMatchObject({ rule: 'render/unrenderable', path: 'data.key' });
    expect(finding.got).toContain('half a surrogate pair, which is not valid Unicode');
  });

  it('yaml-22: line feeds at the end are kept, every one', () => {
    const text = printedValue('line\n\n\n');
    expect(text).toContain('  key: |+\n    line\n\n\n');
    expect(parse(text)).toMatchObject({ data: { key: 'line\n\n\n' } });
  });

  it.each([
    ['known by its first characters', 'entrypoint'],
    ['known by its key', 'run.sh'],
  ])('fails: yaml-23, a script with the line ends of Windows, %s', (_title, key) => {
    const finding = onlyFinding(configMap({}, { [key]: '#!/bin/sh\r\nexit 0\r\n' }));
    expect(finding.rule).toBe('structure/script-line-endings');
    expect(finding.got).toContain('carriage return');
  });

  itWithEveryGroup('reads every one of them', async (group) => {
    const values = ['yes', 'NO', '012', '0o17', '1:30', '1e3', '~', '2024-01-01', '<<', 'a\tb', 'a\u0085b', 'a\u007fb'];
    const data = Object.fromEntries([...values, '\ufeffkey: v', 'line\n\n\n'].map((value, at) => [`key-${at}`, value]));
    const manifest = configMap({}, data);
    const document = fileOf(runManifests(manifest), 'configmap', 'settings');
    expect(await misreadings(group, [{ value: manifest, document }])).toEqual([]);
  });
});

describe('references', () => {
  it('yaml-25: what is referred to twice is printed twice', () => {
    const shared = { tier: 'web' };
    const file = fileOf(runManifests(configMap({ annotations: shared, labels: shared })), 'configmap', 'settings');
    expect(file).toContain('  annotations:\n    tier: web\n  labels:\n    tier: web\n');
    expect(file).not.toMatch(/[&*]/);
  });

  it('fails: yaml-26, aliases of aliases in a vendored file', () => {
    const levels = Array.from('abcdef', (name, at) => {
      const item = at === 0 ? 'x' : `*${'abcdef'[at - 1]}`;
      return `${name}: &${name} [${Array.from({ length: 9 }, () => item).join(', ')}]`;
    });
    const bomb = `${levels.join('\n')}\ng: [${Array.from({ length: 9 }, () => '*f').join(', ')}]\n`;
    const violation = withVendoredFile(bomb, (fixture) => attempt('home/row', () => vendorInto(new App(), fixture)));
    expect(violation?.rule).toBe('render/include-yaml');
    expect(violation?.violation.got).toContain('aliases that stand for too much');
  });
});

describe('numbers and nothing', () => {
  const replicas = (value: unknown): AnyManifest => {
    const base = deployment();
    return { ...base, spec: { ...(base['spec'] as object), replicas: value } };
  };

  it.each([
    ['yaml-28, what JSON does not know', NaN, /^NaN\b/],
    ['yaml-28, infinity', Infinity, /^Infinity\b/],
    ['yaml-29, an integer that JavaScript has rounded', Number('12345678901234567890'), /2\^53 - 1.*lost precision/],
  ])('fails: %s', (_title, value, said) => {
    const finding = onlyFinding(replicas(value));
    expect(finding).toMatchObject({ rule: 'render/unrenderable', path: 'spec.replicas' });
    expect(finding.got).toMatch(said);
  });

  it('yaml-31: what is undefined is left out', () => {
    const result = runManifests(configMap({ labels: undefined }, { a: 'b' }));
    expect(structureFindings(result)).toEqual([]);
    expect(fileOf(result, 'configmap', 'settings')).not.toMatch(/labels|undefined|null/);
  });

  it('yaml-31: null is never printed where a member would be deleted', () => {
    const result = runManifests(replicas(null));
    expect(result.files.map(({ content }) => String(content)).join('')).not.toContain('replicas: null');
  });
});
