import { sameQuantity } from '../../constructs/model/quantity';
import { cronJob, deployment, onlyFinding, runManifests, structureFindings } from './judge';

const MEMORY = 'spec.template.spec.containers[0].resources.limits.memory';

describe('quantities', () => {
  it.each([
    ['quantity-01, a lower-case suffix', '8gi', ['8Gi']],
    ['quantity-02, a suffix that people write', '8GB', ['8G', '8Gi']],
  ])('fails: %s', (_title, memory, suggestions) => {
    const finding = onlyFinding(deployment({ resources: { limits: { memory } } }));
    expect(finding).toMatchObject({ rule: 'structure/quantity', path: MEMORY });
    for (const suggestion of suggestions) {
      expect(finding.fix).toContain(suggestion);
    }
  });

  it('quantity-04: equal amounts in other words are equal', () => {
    const requests = { cpu: '1', memory: '1Gi' };
    const limits = { cpu: '1000m', memory: '1024Mi' };
    expect(structureFindings(runManifests(deployment({ resources: { requests, limits } })))).toEqual([]);
    expect(sameQuantity(requests.cpu, limits.cpu) && sameQuantity(requests.memory, limits.memory)).toBe(true);
  });

  it('fails: quantity-05, less than nothing', () => {
    const finding = onlyFinding(deployment({ resources: { limits: { memory: '-1Gi' } } }));
    expect(finding).toMatchObject({ rule: 'structure/quantity', path: MEMORY });
    expect(finding.got).toContain('negative');
  });

  it('fails: amounts of ephemeral claims, empty directories and environment variables', () => {
    const findings = structureFindings(
      runManifests({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a', namespace: 'apps' },
        spec: {
          volumes: [
            { name: 'tmp', emptyDir: { sizeLimit: '1gb' } },
            {
              name: 'scratch',
              ephemeral: {
                volumeClaimTemplate: {
                  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10 Gi' } } },
                },
              },
            },
          ],
          containers: [
            {
              name: 'a',
              image: 'ghcr.io/example/a:1.0.0',
              env: [{ name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1x' } } }],
            },
          ],
        },
      }),
    );
    expect(findings.filter(({ rule }) => rule === 'structure/quantity').map(({ path }) => path)).toEqual([
      'spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor',
      'spec.volumes[0].emptyDir.sizeLimit',
      'spec.volumes[1].ephemeral.volumeClaimTemplate.spec.resources.requests.storage',
    ]);
  });
});

describe('schedules', () => {
  it.each([
    ['cron-01, a day that no year has', { schedule: '0 0 31 2 *' }, 'spec.schedule', /never/],
    ['cron-02, a time zone in the schedule', { schedule: 'TZ=Europe/Berlin 0 6 * * *' }, 'spec.schedule', /timeZone/],
    ['cron-04, the zone of whichever node it is', { timeZone: 'Local' }, 'spec.timeZone', /IANA/],
  ])('fails: %s', (_title, spec, path, said) => {
    const finding = onlyFinding(cronJob('prune', spec));
    expect(finding).toMatchObject({ rule: 'structure/cron', path });
    expect([finding.got, finding.expected, finding.fix].join(' ')).toMatch(said);
  });
});

describe('images', () => {
  it.each([
    ['image-01, a tag that moves', 'nvidia/gpu-exporter:latest', /latest/],
    ['image-02, neither tag nor digest', 'nginx', /without a tag or digest/],
    ['image-04, an option behind the image', 'x:1 --privileged', /image/],
  ])('fails: %s', (_title, image, said) => {
    const finding = onlyFinding(deployment({ image }));
    expect(finding).toMatchObject({ rule: 'structure/image', path: 'spec.template.spec.containers[0].image' });
    expect([finding.got, finding.expected].join(' ')).toMatch(said);
  });

  it.each(['initContainers', 'ephemeralContainers'])('fails: an image that moves among %s', (list) => {
    const base = deployment();
    const spec = base['spec'] as { template: { spec: object } };
    const pod = { ...spec.template.spec, [list]: [{ name: 'extra', image: 'busybox:latest' }] };
    const manifest = { ...base, spec: { ...spec, template: { ...spec.template, spec: pod } } };
    expect(structureFindings(runManifests(manifest)).map(({ path }) => path)).toContain(
      `spec.template.spec.${list}[0].image`,
    );
  });
});
