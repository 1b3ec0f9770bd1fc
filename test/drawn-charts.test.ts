import { chartKnowledge, chartSources, CHARTS, pinnedChart } from '../constructs/gitops/charts/derived';
import { chartObjects, chartValues, uncoveredValues, withValue } from '../constructs/model/chart';
import { VERSIONS } from '../constructs/model/versions';
import { podSecurityFaults } from '../guardrails/engine/pod-security';
import { containerFields, podFields } from '../guardrails/engine/pods';
import { chartApplication } from '../guardrails/gitops/rows/applications';

describe.each(CHARTS.map((definition) => [definition.system, definition] as const))(
  'the chart of %s',
  (_, definition) => {
    const objects = chartObjects(definition, chartValues(definition));

    it('is drawn from the version that is pinned, and says where it was read', () => {
      const { name, version, app } = pinnedChart(definition);
      expect(definition.rendered.chart).toEqual({ name, version, app });
      expect(definition.rendered.kubernetes).toBe(VERSIONS.kubernetes.schemas);
      expect(definition.rendered.sources.length).toBeGreaterThan(0);
      expect(definition.rendered.objects.length).toBeGreaterThan(5);
    });

    it('gives every container of the chart resources, or says why not', () => {
      const exempt = definition.exemptions.flatMap(({ workload, containers }) =>
        containers.map((name) => `${workload} ${name}`),
      );
      const bare = objects.flatMap(({ kind, name: workloadName, manifest }) => {
        const workload = `${kind} ${workloadName}`;
        return (manifest === undefined ? [] : containerFields(manifest, '')).flatMap(({ value }) => {
          const { name, resources } = value as { name: string; resources?: unknown };
          return resources === undefined || JSON.stringify(resources) === '{}' ? [`${workload} ${name}`] : [];
        });
      });
      expect(bare.sort()).toEqual([...exempt].sort());
    });

    it('has pods that keep the level of their namespace', () => {
      const faults = objects.flatMap(({ manifest }) =>
        manifest === undefined
          ? []
          : podFields(manifest, 'spec').flatMap(({ value }) =>
              podSecurityFaults(value, definition.podSecurity).map(
                ({ at, got }) => `${manifest.kind} ${manifest.metadata.name} ${at}: ${got}`,
              ),
            ),
      );
      expect(faults).toEqual([]);
    });

    it('leaves no mark of a value in what an install creates, and each object has its place', () => {
      expect(JSON.stringify(objects)).not.toContain('$value');
      const places = objects.map(({ kind, namespace = '', name }) => `${kind} ${namespace}/${name}`);
      expect(new Set(places).size).toBe(places.length);
    });

    it('is known whole as the project installs it', () => {
      const [source] = chartSources(chartApplication(definition));
      expect(chartKnowledge(source!)).toMatchObject({ extent: 'whole' });
    });
  },
);

describe('values that nobody tried', () => {
  const [definition] = CHARTS;
  const values = chartValues(definition!);

  it('are none of the inputs and resources', () => {
    expect(uncoveredValues(definition!, values)).toEqual([]);
  });

  it('are named by their path', () => {
    expect(uncoveredValues(definition!, withValue(values, 'server.replicas', 9))).toEqual(['server.replicas']);
    expect(uncoveredValues(definition!, withValue(values, 'extra.thing', true))).toEqual(['extra']);
  });

  it('make the chart one that is known in part', () => {
    const application = chartApplication(definition!);
    const [source] = chartSources(application);
    const other = { ...source!, values: withValue(values, 'server.replicas', 9) };
    expect(chartKnowledge(other)).toMatchObject({ extent: 'partly', gap: 'values that nobody tried: server.replicas' });
    expect(chartKnowledge({ ...source!, chart: 'other' })).toEqual({ extent: 'none' });
    expect(chartKnowledge({ ...source!, version: '0.0.1' })).toMatchObject({ extent: 'other' });
  });
});
