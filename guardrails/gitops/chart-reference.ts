import { objectsOfCharts } from '../../constructs/gitops/charts/derived';
import { PROMETHEUS_STACK } from '../../constructs/observability/prometheus-stack/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { APPLICATION } from '../engine/delivery';
import { kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
import { referencesOf } from '../engine/references/references';
import { defineGuardrail } from '../rule';
import { certManager, chartApplication } from './rows/applications';

/** A chart that was told of a Secret or a class waits for it, and its Application with it. */
export default defineGuardrail<Manifest>({
  kind: APPLICATION,
  severity: 'error',
  summary: 'what the objects of a chart name exists: Secrets, ConfigMaps, storage classes, priority classes, issuers',
  why: 'pods of the chart wait for a missing Secret or volume for ever: the application stays Progressing, and every later wave waits with it',
  fix: 'render what is missing, correct the value of the chart, or declare it with external() and say who creates it',
  waive: 'when something creates the target at run time and external() cannot name it',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#optional-secrets',
  // What is not here may be in a part that ended with an error; the report counts it as not judged.
  check: (application, index) => (index.incomplete ? [] : judge(application, index)),
  valid: [
    { name: 'a chart that names only what it brings', objects: [certManager(0)] },
    {
      name: 'a password that is declared',
      objects: [chartApplication(PROMETHEUS_STACK)],
      externals: [{ kind: 'Secret', namespace: 'monitoring', name: 'grafana-admin', reason: 'made by hand' }],
    },
  ],
  invalid: [
    {
      name: 'a password that nobody makes',
      objects: [chartApplication(PROMETHEUS_STACK)],
      findings: [
        {
          at: 'spec.source.helm',
          got: 'apps/Deployment kube-prometheus-stack-grafana, which names Secret monitoring/grafana-admin',
        },
      ],
    },
    {
      name: 'a storage class that nobody makes',
      objects: [stackWithClass('slow')],
      externals: [{ kind: 'Secret', namespace: 'monitoring', name: 'grafana-admin', reason: 'made by hand' }],
      findings: [{ at: 'spec.source.helm' }],
    },
  ],
});

function stackWithClass(storageClassName: string): Manifest {
  const application = chartApplication(PROMETHEUS_STACK);
  const text = JSON.stringify(application).replace(
    '"accessModes":["ReadWriteOnce"]',
    `"accessModes":["ReadWriteOnce"],"storageClassName":${JSON.stringify(storageClassName)}`,
  );
  return JSON.parse(text) as Manifest;
}

/** Kinds of which an object of a chart cannot do without the one that it names. */
const NEEDED: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'cert-manager.io/ClusterIssuer',
  'cert-manager.io/Issuer',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/StorageClass',
]);

/** One violation for each thing that is missing, with the first object that names it. */
function judge(application: Manifest, index: ObjectIndex): Violation[] {
  const named = new Map<string, Manifest>();
  for (const { manifest } of objectsOfCharts(application)) {
    for (const title of manifest === undefined ? [] : missingIn(manifest, index)) {
      named.set(title, named.get(title) ?? manifest!);
    }
  }
  return [...named].map(([title, manifest]) => ({
    at: 'spec.source.helm',
    got: `${kindOf(manifest)} ${manifest.metadata.name}, which names ${title}`,
    expected: `${title} in the output, or external() with the reason`,
  }));
}

function missingIn(manifest: Manifest, index: ObjectIndex): readonly string[] {
  return referencesOf(manifest)
    .filter(({ kind, name, namespace }) => NEEDED.has(kind) && !index.exists(kind, name, namespace))
    .map(({ kind, name, namespace }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
}
