import { chartKnowledge, chartSources, pinnedChart } from '../../constructs/gitops/charts/derived';
import type { Manifest } from '../../constructs/model';
import { APPLICATION } from '../engine/delivery';
import { defineGuardrail } from '../rule';
import { certManager } from './rows/applications';

/** What a chart creates is known for one version; of another one every proof would be a guess. */
export default defineGuardrail<Manifest>({
  kind: APPLICATION,
  severity: 'error',
  summary: 'a known chart is installed as it is known: at its pinned version, under its release name, in its namespace',
  lesson: 'article 00 installs charts without a version: the same commit gives another cluster a month later',
  why: 'pods, ports, webhooks and rights of a chart change between versions, and names follow from release and namespace: nothing that is proved of one holds for another',
  fix: 'install the version in versions.json, or draw the chart anew with npm run charts',
  waive: 'while a new version is tried: what it creates is then not judged',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/helm/',
  check: (application) =>
    chartSources(application).flatMap((source) => {
      const knowledge = chartKnowledge(source);
      return knowledge.extent === 'other'
        ? [
            {
              at: source.at,
              got: `chart ${source.chart}: ${knowledge.gap}`,
              expected: `chart ${source.chart} ${pinnedChart(knowledge.definition).version} as release ${knowledge.definition.release} in ${knowledge.definition.namespace}`,
            },
          ]
        : [];
    }),
  valid: [
    { name: 'the pinned version', objects: [certManager(0)] },
    {
      name: 'a chart that nobody here has read: it is listed as not modelled',
      objects: [withSource({ chart: 'kibana' })],
    },
  ],
  invalid: [
    {
      name: 'an older version',
      objects: [withSource({ targetRevision: 'v1.15.0' })],
      findings: [{ at: 'spec.source', got: 'chart cert-manager: version v1.15.0, while v1.21.1 was read' }],
    },
    {
      name: 'no version: the newest one, whatever it is',
      objects: [withSource({ targetRevision: undefined })],
      findings: [{ at: 'spec.source', got: 'chart cert-manager: version none, while v1.21.1 was read' }],
    },
    {
      name: 'another release name: every name in the cluster is another one',
      objects: [certManager(0, { releaseName: 'certs' })],
      findings: [{ at: 'spec.source' }],
    },
    {
      name: 'values as text, which nobody reads',
      objects: [certManager(0, { values: 'crds: { enabled: true }' })],
      findings: [
        { at: 'spec.source', got: 'chart cert-manager: its values are given as text, as parameters or in files' },
      ],
    },
  ],
});

function withSource(other: Readonly<Record<string, unknown>>): Manifest {
  const application = certManager(0);
  const spec = application['spec'] as { readonly source: object };
  return { ...application, spec: { ...spec, source: { ...spec.source, ...other } } };
}
