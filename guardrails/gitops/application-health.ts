import { ARGO_CD } from '../../constructs/gitops/argo-cd/derived';
import { chartSources, pinnedChart } from '../../constructs/gitops/charts/derived';
import { HEALTH_CHECKS } from '../../constructs/gitops/health/derived';
import type { HelmValues } from '../../constructs/model/chart';
import type { Manifest, Violation } from '../../constructs/model';
import { APPLICATION, deliveriesOf } from '../engine/delivery';
import { recordOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { certManager, chartApplication, gitApplication, issuer } from './rows/applications';

/** Setting of `argocd-cm` that tells the health of an Application. */
const HEALTH = 'resource.customizations.health.argoproj.io_Application';

const argoCd = (cm: Readonly<Record<string, string>>): Manifest => {
  const application = chartApplication(ARGO_CD);
  const { source, ...spec } = application['spec'] as {
    readonly source: { readonly helm: { valuesObject: HelmValues } };
  };
  const valuesObject = { ...source.helm.valuesObject, configs: { cm } };
  return { ...application, spec: { ...spec, source: { ...source, helm: { ...source.helm, valuesObject } } } };
};

/** Waves between Applications are waves only if Argo CD knows when one of them is healthy. */
export default defineGuardrail<Manifest>({
  kind: [APPLICATION, 'ConfigMap'],
  severity: 'error',
  summary: 'an Argo CD whose applications come in waves knows the health of an application',
  why: 'since 1.8 Argo CD takes every Application for healthy as soon as it exists: all waves start at once, and custom resources meet a cluster without their definitions',
  fix: `add ${HEALTH} to argocd-cm; the platform's argo-cd has it`,
  waive: 'never',
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app',
  check: (manifest, index) =>
    (manifest.kind === 'ConfigMap' ? ofConfigMap(manifest) : ofChart(manifest)).flatMap(({ at, settings }) =>
      settings[HEALTH] !== undefined || !index.once(hasWaves) ? [] : [violation(at)],
    ),
  valid: [
    {
      name: 'Argo CD as the platform installs it',
      objects: [chartApplication(ARGO_CD), gitApplication(1), certManager(0), issuer],
    },
    { name: 'one wave', objects: [argoCd({}), gitApplication(0)] },
    {
      name: 'in a ConfigMap',
      objects: [settings({ [HEALTH]: HEALTH_CHECKS[HEALTH]! }), gitApplication(1), certManager(0)],
    },
  ],
  invalid: [
    {
      name: 'waves, and a chart without the check',
      objects: [argoCd({ 'resource.exclusions': '[]' }), gitApplication(1), certManager(0), issuer],
      findings: [
        { at: 'spec.source.helm.valuesObject.configs.cm', got: 'nothing, with Applications in several waves' },
      ],
    },
    {
      name: 'waves, and a ConfigMap without it',
      objects: [settings({ url: 'https://argocd.home.example' }), gitApplication(2), certManager(0), issuer],
      findings: [{ at: 'data', got: 'nothing, with Applications in several waves' }],
    },
  ],
});

interface Settings {
  readonly at: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

function settings(data: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cm', namespace: 'argocd' }, data };
}

function ofConfigMap({ metadata, data }: Manifest): Settings[] {
  return metadata.name === 'argocd-cm' ? [{ at: 'data', settings: recordOf(data) }] : [];
}

function ofChart(application: Manifest): Settings[] {
  const { name, repoURL } = pinnedChart(ARGO_CD);
  return chartSources(application).flatMap(({ at, chart, repoURL: from, values }) =>
    // Values in a form that is not read may say it; the chart is reported as not modelled.
    chart !== name || from !== repoURL || values === undefined
      ? []
      : [{ at: `${at}.helm.valuesObject.configs.cm`, settings: recordOf(recordOf(values['configs'])['cm']) }],
  );
}

/** Whether the Applications of a cluster come one after the other. */
function hasWaves(index: ObjectIndex): boolean {
  return new Set(index.once(deliveriesOf).all.map(({ wave }) => wave)).size > 1;
}

function violation(at: string): Violation {
  return { at, got: 'nothing, with Applications in several waves', expected: HEALTH };
}
