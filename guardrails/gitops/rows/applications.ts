import { CERT_MANAGER } from '../../../constructs/certificates/cert-manager/derived';
import { pinnedChart } from '../../../constructs/gitops/charts/derived';
import type { Manifest } from '../../../constructs/model';
import { chartValues, type ChartDefinition } from '../../../constructs/model/chart';

/** The Application that delivers the objects of a row from Git. */
export function gitApplication(wave: number, more: Readonly<Record<string, unknown>> = {}): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: metadataOf('settings', wave),
    spec: {
      project: 'site',
      source: {
        repoURL: 'https://git.example.internal/site.git',
        targetRevision: 'main',
        path: 'dist/clusters/home/row',
      },
      destination: { server: 'https://kubernetes.default.svc' },
      ...more,
    },
  };
}

/** The Application that installs cert-manager from its pinned chart. */
export function certManager(wave: number, helm: Readonly<Record<string, unknown>> = {}): Manifest {
  const application = chartApplication(CERT_MANAGER);
  const { source, ...spec } = application['spec'] as { readonly source: { readonly helm: object } };
  return {
    ...application,
    metadata: metadataOf(CERT_MANAGER.release, wave),
    spec: { ...spec, source: { ...source, helm: { ...source.helm, ...helm } } },
  };
}

/** The Application that installs a known chart as it is known. */
export function chartApplication(definition: ChartDefinition, more: Readonly<Record<string, unknown>> = {}): Manifest {
  const { repoURL, name, version } = pinnedChart(definition);
  const { release, namespace } = definition;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: metadataOf(release, 0),
    spec: {
      project: 'platform',
      source: {
        repoURL,
        chart: name,
        targetRevision: version,
        helm: { releaseName: release, valuesObject: chartValues(definition) },
      },
      destination: { server: 'https://kubernetes.default.svc', namespace },
      ...more,
    },
  };
}

function metadataOf(name: string, wave: number): Manifest['metadata'] {
  return { name, namespace: 'argocd', annotations: { 'argocd.argoproj.io/sync-wave': String(wave) } };
}

/** An issuer that signs its own certificates. */
export const issuer: Manifest = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'internal' },
  spec: { selfSigned: {} },
};
