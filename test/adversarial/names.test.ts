import { ApiObject } from 'cdk8s';
import {
  configMap,
  cronJob,
  deployment,
  fileOf,
  onlyFinding,
  runCharts,
  runManifests,
  structureFindings,
} from './judge';

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };

const statefulSet = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name, namespace: 'apps' },
  spec: { ...(deployment()['spec'] as object), replicas: 1, serviceName: 'web' },
});

const web = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'apps' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
};

describe('names', () => {
  it('fails: names-01, upper case and an underscore, with the name to write instead', () => {
    const finding = onlyFinding(deployment({}, { name: 'Bad_Name' }));
    expect(finding).toMatchObject({ rule: 'structure/name', where: 'home/row/object-0', path: 'metadata.name' });
    expect(finding.expected).toContain('RFC 1123');
    expect(finding.fix).toContain('bad-name');
  });

  it('fails: names-02, a second document inside a name', () => {
    const finding = onlyFinding(deployment({}, { name: 'web\n---\napiVersion: v1\nkind: Secret' }));
    expect(finding).toMatchObject({ rule: 'structure/name', path: 'metadata.name' });
    expect(finding.got).toContain('U+000A');
    expect(finding.got).not.toContain('\n');
    expect(finding.expected).toContain('control characters');
  });

  it('names-04: a ConfigMap may have 253 characters, and keeps them', () => {
    const name = 'c'.repeat(253);
    const result = runManifests(configMap({ name }));
    expect(structureFindings(result)).toEqual([]);
    expect(result.files.some(({ content }) => String(content).includes(`name: ${name}\n`))).toBe(true);
  });

  it('fails: names-05, a ConfigMap with 254 characters', () => {
    const finding = onlyFinding(configMap({ name: 'c'.repeat(254) }));
    expect(finding.rule).toBe('structure/name');
    expect(finding.expected).toContain('253');
  });

  it('names-07: a CronJob may have 52 characters, without a hash', () => {
    const name = 'j'.repeat(52);
    const result = runManifests(cronJob(name));
    expect(structureFindings(result)).toEqual([]);
    expect(fileOf(result, 'cronjob', name)).toContain(`name: ${name}\n`);
  });

  it('fails: names-07, one character more', () => {
    expect(onlyFinding(cronJob('j'.repeat(53)))).toMatchObject({ rule: 'structure/name' });
  });

  it('fails: names-08, a StatefulSet whose name is a valid label and too long for that of its pods', () => {
    const finding = onlyFinding(statefulSet('s'.repeat(63)), web);
    expect(finding).toMatchObject({ rule: 'structure/name', path: 'metadata.name' });
    expect(finding.expected).toContain('controller-revision-hash');
  });

  it('fails: names-10, a hyphen at the end', () => {
    const finding = onlyFinding(deployment({}, { name: 'web-' }));
    expect(finding.got).toMatch(/ends with "-", not with a letter or digit/);
  });

  it('names-11: names made from long construct ids are valid, distinct, and the same on every run', () => {
    const long = 'ab-'.repeat(40);
    const names = (): string[] => {
      const result = runCharts({
        [long]: (chart) => {
          new ApiObject(chart, 'db', { ...NAMESPACE });
          new ApiObject(chart, 'db-2', { ...NAMESPACE });
        },
        [`${long}c`]: (chart) => new ApiObject(chart, 'db', { ...NAMESPACE }),
      });
      expect(structureFindings(result)).toEqual([]);
      return result.bundle.objects.map(({ manifest }) => manifest.metadata.name);
    };
    const first = names();
    expect(new Set(first).size).toBe(3);
    for (const name of first) {
      expect(name).toMatch(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/);
    }
    expect(names()).toEqual(first);
  });

  it('fails: names-13, a namespace that only looks like another one', () => {
    const findings = structureFindings(
      runManifests({ ...NAMESPACE, metadata: { name: 'prod' } }, { ...NAMESPACE, metadata: { name: 'pr\u043ed' } }),
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ rule: 'structure/name', path: 'metadata.name' });
    expect(findings[0]!.got).toContain('U+043E');
  });

  it('fails: names-13, an object in such a namespace', () => {
    const findings = structureFindings(runManifests(configMap({ namespace: 'pr\u043ed' })));
    const own = findings.find(({ rule }) => rule === 'structure/namespace');
    expect(own?.got).toContain('U+043E');
  });

  it.each(['CON', 'nul', 'COM1', 'aux.txt'])(
    'names-14: a chart called %s gets a folder that Windows can create',
    (id) => {
      const result = runCharts({
        [id]: (chart) => new ApiObject(chart, 'a', { ...NAMESPACE, metadata: { name: 'con' } }),
      });
      const segments = result.files.flatMap(({ path }) => path.split('/'));
      expect(segments.some((segment) => segment.startsWith(`${id.toLowerCase().replace('.', '-')}-`))).toBe(true);
      for (const segment of segments) {
        expect(segment).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
      }
    },
  );
});

describe('collisions', () => {
  it('fails: names-16, one ConfigMap from two charts, naming both', () => {
    const result = runCharts({
      x: (chart) => new ApiObject(chart, 'cfg', configMap({ namespace: 'default' })),
      y: (chart) => new ApiObject(chart, 'cfg', configMap({ namespace: 'default' })),
    });
    const [finding, ...more] = structureFindings(result);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: 'structure/identity', where: 'home/y/cfg' });
    expect(finding!.got).toContain('home/x/cfg');
  });

  it('names-17: one name in two namespaces', () => {
    const result = runManifests(configMap(), configMap({ namespace: 'default' }));
    expect(structureFindings(result)).toEqual([]);
    expect(result.files.filter(({ path }) => path.endsWith('configmap_settings.yaml'))).toHaveLength(2);
  });

  it('fails: names-19, one CronJob through two API versions', () => {
    const findings = structureFindings(
      runManifests(cronJob('prune'), { ...cronJob('prune'), apiVersion: 'batch/v1beta1' }),
    );
    const same = findings.filter(({ rule }) => rule === 'structure/identity');
    expect(same).toHaveLength(1);
    expect(same[0]!.got).toMatch(/home\/row\/object-0 renders already as batch\/v1, and here as batch\/v1beta1/);
  });
});

describe('ports', () => {
  it('fails: names-20, a port name of 21 characters', () => {
    const finding = onlyFinding(deployment({ ports: [{ name: 'metrics-exporter-http', containerPort: 9835 }] }));
    expect(finding).toMatchObject({ rule: 'structure/port' });
    expect(finding.expected).toContain('15');
  });

  it('fails: names-22, port 0 of a Service', () => {
    const finding = onlyFinding({ ...web, spec: { selector: { app: 'web' }, ports: [{ port: 0 }] } });
    expect(finding).toMatchObject({ rule: 'structure/port', path: 'spec.ports[0].port' });
    expect(finding.expected).toContain('1 to 65535');
  });
});

describe('labels', () => {
  it.each([
    ['labels-01, a value of 64 characters', { app: 'x'.repeat(64) }, '63'],
    ['labels-02, a space in a value', { app: 'a b' }, 'letters, digits'],
  ])('fails: %s', (_title, labels, expected) => {
    const finding = onlyFinding(configMap({ labels }));
    expect(finding).toMatchObject({ rule: 'structure/label', path: 'metadata.labels.app' });
    expect(finding.expected).toContain(expected);
  });

  it('fails: labels-04, a boolean', () => {
    const finding = onlyFinding(configMap({ labels: { enabled: true } }));
    expect(finding).toMatchObject({ rule: 'structure/label', path: 'metadata.labels.enabled' });
    expect(finding.got).toContain('boolean');
    expect(finding.expected).toContain('string');
  });

  it('labels-05: an empty value stays one', () => {
    const result = runManifests(configMap({ labels: { app: '' } }));
    expect(structureFindings(result)).toEqual([]);
    expect(fileOf(result, 'configmap', 'settings')).toContain('app: ""\n');
  });

  it('fails: labels-07, a Namespace that carries the name of another one', () => {
    const finding = onlyFinding({
      ...NAMESPACE,
      metadata: { name: 'agents', labels: { 'kubernetes.io/metadata.name': 'prod' } },
    });
    expect(finding).toMatchObject({ rule: 'structure/label', got: 'prod' });
    expect(finding.expected).toContain('the API server sets');
  });

  it('fails: labels-07, a Namespace that switches the admission of pods off', () => {
    const finding = onlyFinding({
      ...NAMESPACE,
      metadata: { name: 'agents', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    });
    expect(finding.rule).toBe('structure/pod-security-level');
  });

  it('fails: labels-08, a selector that does not select its own pods', () => {
    const spec = { ...(deployment()['spec'] as object), selector: { matchLabels: { app: 'x' } } };
    const finding = onlyFinding({ ...deployment(), spec });
    expect(finding).toMatchObject({ rule: 'structure/selector', got: 'x, while the template has web' });
  });
});

describe('annotations', () => {
  it('fails: annotations-01, more than 256 KiB', () => {
    const findings = structureFindings(runManifests(configMap({ annotations: { a: 'x'.repeat(262_145) } })));
    const own = findings.find(({ rule }) => rule === 'structure/annotation');
    expect(own).toMatchObject({ path: 'metadata.annotations', got: '262146 bytes of annotations' });
    expect(own!.expected).toContain('256 KiB');
  });
});
