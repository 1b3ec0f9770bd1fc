import { chartKnowledge, chartSources } from '../../constructs/gitops/charts/derived';
import type { Manifest } from '../../constructs/model';
import type { ChartDefinition } from '../../constructs/model/chart';
import { PLUGIN_BARMAN_CLOUD } from '../../constructs/postgres/barman-plugin/derived';
import { CLOUDNATIVE_PG } from '../../constructs/postgres/operator/derived';
import { PLUGIN_LABEL } from '../engine/cnpg-plugins';
import { APPLICATION } from '../engine/delivery';
import { recordOf } from '../engine/fields';
import { kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { chartApplication } from '../gitops/rows/applications';

const SERVER = 'https://kubernetes.default.svc';

const operator = (namespace = 'cnpg-system'): Manifest =>
  chartApplication(CLOUDNATIVE_PG, { destination: { server: SERVER, namespace } });

const plugin = (namespace = 'cnpg-system'): Manifest =>
  chartApplication(PLUGIN_BARMAN_CLOUD, { destination: { server: SERVER, namespace } });

const service = (namespace: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'barman-cloud', namespace, labels: { [PLUGIN_LABEL]: 'barman-cloud.cloudnative-pg.io' } },
  spec: { ports: [{ port: 9090 }], selector: { app: 'barman-cloud' } },
});

/** The operator looks for plugins among the Services of its own namespace. */
export default defineGuardrail<Manifest>({
  kind: [APPLICATION, 'Service'],
  severity: 'error',
  summary: 'a plugin of CloudNativePG is in the namespace of the operator',
  why: 'the operator does not see the Service of a plugin elsewhere: every Cluster that names the plugin stops being reconciled',
  fix: 'install the plugin into the namespace of the operator',
  waive: 'never',
  source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/installation/',
  check(manifest, index) {
    const operators = index.once(operatorNamespaces);
    const stray = pluginNamespaces(manifest).filter((namespace) => !operators.includes(namespace));
    const at = kindOf(manifest) === APPLICATION ? 'spec.destination.namespace' : 'metadata.namespace';
    return operators.length === 0
      ? []
      : stray.map((got) => ({ at, got, expected: `the namespace of the operator: ${operators.join(', ')}` }));
  },
  valid: [
    { name: 'both from their charts, into one namespace', objects: [plugin(), operator()] },
    { name: 'nothing is known of the operator', objects: [service('barman')] },
  ],
  invalid: [
    {
      name: 'the chart into a namespace of its own',
      objects: [plugin('barman'), operator()],
      findings: [{ at: 'spec.destination.namespace', got: 'barman' }],
    },
    {
      name: 'its manifests beside the databases',
      objects: [service('databases'), operator()],
      findings: [{ at: 'metadata.namespace', got: 'databases' }],
    },
  ],
});

/** Namespaces of the plugins that a manifest brings: a chart of one, or the Service of one. */
function pluginNamespaces(manifest: Manifest): readonly string[] {
  const { labels, namespace = 'default' } = manifest.metadata;
  const isService = kindOf(manifest) === 'Service' && recordOf(labels)[PLUGIN_LABEL] !== undefined;
  return isService ? [namespace] : namespacesOfChart(manifest, PLUGIN_BARMAN_CLOUD);
}

function namespacesOfChart(application: Manifest, { system }: ChartDefinition): readonly string[] {
  return chartSources(application).flatMap((source) => {
    const knowledge = chartKnowledge(source);
    return knowledge.extent !== 'none' && knowledge.definition.system === system ? [source.namespace] : [];
  });
}

/** Namespaces with an operator: its Deployment, or its chart. */
function operatorNamespaces(index: ObjectIndex): readonly string[] {
  const deployments = index.ofKind('apps/Deployment').flatMap(({ manifest: { metadata } }) => {
    const { labels, namespace = 'default' } = metadata;
    return labels?.['app.kubernetes.io/name'] === 'cloudnative-pg' ? [namespace] : [];
  });
  const charts = index.ofKind(APPLICATION).flatMap(({ manifest }) => namespacesOfChart(manifest, CLOUDNATIVE_PG));
  return [...new Set([...deployments, ...charts])].sort();
}
