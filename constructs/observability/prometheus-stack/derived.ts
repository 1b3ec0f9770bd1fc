import rendered from '../../../imports/charts/prometheus-operator.json';
import { chartObjects, valueAt, type ChartDefinition, type HelmValues } from '../../model/chart';
import type { DerivedObject } from '../../model/derived-object';
import { recordOf } from '../../model/foreign';
import { kubeletService, operatedObjects } from '../prometheus-operator/derived';

/** Everything in the cluster is found by the kind of its monitor, not by the release that it came with. */
const EVERY_MONITOR = {
  serviceMonitorSelectorNilUsesHelmValues: false,
  podMonitorSelectorNilUsesHelmValues: false,
  probeSelectorNilUsesHelmValues: false,
  ruleSelectorNilUsesHelmValues: false,
  scrapeConfigSelectorNilUsesHelmValues: false,
};

const PROMETHEUS_CLAIM = 'prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec';
/** The chart passes them to the operator as flags, which makes the reloaders of them. */
const RELOADER = 'prometheusOperator.prometheusConfigReloader.resources';

const ALERTMANAGER_CLAIM = 'alertmanager.alertmanagerSpec.storage.volumeClaimTemplate.spec';

/** kube-prometheus-stack: the Prometheus operator with Prometheus, Alertmanager, Grafana, and what they look at. */
export const PROMETHEUS_STACK = {
  system: 'prometheus-operator',
  release: 'kube-prometheus-stack',
  namespace: 'monitoring',
  podSecurity: 'privileged',
  podSecurityReason: 'the node exporter is in the network and among the processes of its node',
  fixed: {
    crds: { enabled: true },
    // Two hook Jobs would make a certificate, and the chart a new password for Grafana, at every sync.
    prometheusOperator: { admissionWebhooks: { certManager: { enabled: true } } },
    grafana: { admin: { existingSecret: 'grafana-admin', userKey: 'admin-user', passwordKey: 'admin-password' } },
    // kubeadm binds their metrics to the node itself: each would be down for ever, with an alert.
    kubeControllerManager: { enabled: false },
    kubeEtcd: { enabled: false },
    kubeProxy: { enabled: false },
    kubeScheduler: { enabled: false },
    prometheus: {
      prometheusSpec: {
        ...EVERY_MONITOR,
        storageSpec: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } },
      },
    },
    alertmanager: {
      alertmanagerSpec: { storage: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } } },
    },
  },
  resources: {
    prometheus: { path: 'prometheus.prometheusSpec.resources', cpu: '250m', cpuLimit: '2', memory: '2Gi' },
    alertmanager: { path: 'alertmanager.alertmanagerSpec.resources', cpu: '20m', cpuLimit: '200m', memory: '128Mi' },
    'config-reloader': {
      path: RELOADER,
      cpu: '10m',
      cpuLimit: '100m',
      memory: '64Mi',
    },
    grafana: { path: 'grafana.resources', cpu: '100m', cpuLimit: '1', memory: '512Mi' },
    'grafana-sidecar': { path: 'grafana.sidecar.resources', cpu: '20m', cpuLimit: '200m', memory: '192Mi' },
    'kube-state-metrics': { path: 'kube-state-metrics.resources', cpu: '50m', cpuLimit: '500m', memory: '256Mi' },
    'node-exporter': { path: 'prometheus-node-exporter.resources', cpu: '50m', cpuLimit: '500m', memory: '64Mi' },
    operator: { path: 'prometheusOperator.resources', cpu: '50m', cpuLimit: '500m', memory: '256Mi' },
  },
  inputs: {
    prometheusStorageClass: { path: `${PROMETHEUS_CLAIM}.storageClassName`, sample: 'prometheus-class' },
    prometheusStorage: { path: `${PROMETHEUS_CLAIM}.resources.requests.storage`, sample: '7777Gi' },
    alertmanagerStorageClass: { path: `${ALERTMANAGER_CLAIM}.storageClassName`, sample: 'alertmanager-class' },
    alertmanagerStorage: { path: `${ALERTMANAGER_CLAIM}.resources.requests.storage`, sample: '7778Gi' },
    retention: { path: 'prometheus.prometheusSpec.retention', sample: '77d' },
    retentionSize: { path: 'prometheus.prometheusSpec.retentionSize', sample: '7776GiB' },
  },
  exemptions: [],
  ignoredDifferences: [
    // The injector of cert-manager fills them in.
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      name: 'kube-prometheus-stack-admission',
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
    },
    {
      group: 'admissionregistration.k8s.io',
      kind: 'MutatingWebhookConfiguration',
      name: 'kube-prometheus-stack-admission',
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
    },
  ],
  rendered,
  runtime,
} satisfies ChartDefinition;

/** Custom resources of the chart, of which the operator makes pods. */
const OPERATED = {
  rendered: {
    ...rendered,
    objects: rendered.objects.filter(({ manifest: { kind } }) => kind === 'Prometheus' || kind === 'Alertmanager'),
  },
};

function runtime(values: HelmValues): readonly DerivedObject[] {
  const reloader = recordOf(valueAt(values, RELOADER));
  const pods = chartObjects(OPERATED, values).flatMap(({ manifest }) =>
    manifest === undefined ? [] : operatedObjects(manifest, reloader),
  );
  return [...pods, kubeletService('kube-prometheus-stack-kubelet')];
}
