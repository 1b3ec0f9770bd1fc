import { ARGO_CD } from '../../constructs/gitops/argo-cd/derived';
import { exclusionsWithout } from '../../constructs/gitops/derived';
import type { HelmInstall } from '../../constructs/gitops';
import { CERT_MANAGER } from '../../constructs/certificates/cert-manager/derived';
import { METALLB } from '../../constructs/ingress/metallb/derived';
import { TRAEFIK } from '../../constructs/ingress/traefik/derived';
import type { ChartInstallInput, Cluster, PlatformInput, PlatformSystem } from '../../constructs/model';
import type { ChartDefinition, HelmValue } from '../../constructs/model/chart';
import { METRICS_SERVER } from '../../constructs/observability/metrics-server/derived';
import { PROMETHEUS_STACK } from '../../constructs/observability/prometheus-stack/derived';
import { PLUGIN_BARMAN_CLOUD } from '../../constructs/postgres/barman-plugin/derived';
import { CLOUDNATIVE_PG } from '../../constructs/postgres/operator/derived';
import { SEALED_SECRETS } from '../../constructs/secrets/sealed-secrets/derived';
import { LONGHORN } from '../../constructs/storage/longhorn/derived';
import { SNAPSHOT_CONTROLLER } from '../../constructs/storage/snapshot-controller/derived';

/** How a system is installed from what the site says of it. */
interface Recipe<S extends PlatformSystem> {
  readonly definition: ChartDefinition;
  /**
   * The definition's inputs.
   *
   * @default - none
   */
  readonly inputs?: (
    input: NonNullable<PlatformInput[S]>,
    cluster: Cluster,
  ) => Readonly<Record<string, HelmValue | undefined>>;
  /**
   * Systems that must run first, although no object says so.
   *
   * @default - none
   */
  readonly after?: readonly ChartDefinition[];
}

/** Systems that come as a Helm chart; kube-vip is rendered by a construct. */
type ChartSystem = Exclude<PlatformSystem, 'kube-vip'>;

const RECIPES: { readonly [S in ChartSystem]: Recipe<S> } = {
  'argo-cd': {
    definition: ARGO_CD,
    inputs: ({ host }, { gitops }) => ({ domain: host, exclusions: exclusionsWithout(gitops.includedKinds) }),
  },
  'cert-manager': { definition: CERT_MANAGER },
  'cloudnative-pg': { definition: CLOUDNATIVE_PG },
  'external-snapshotter': { definition: SNAPSHOT_CONTROLLER },
  longhorn: {
    definition: LONGHORN,
    inputs: ({ replicas = 3 }) => ({ replicaCount: replicas }),
    // Its snapshotter ends and starts again for as long as nobody has defined snapshots.
    after: [SNAPSHOT_CONTROLLER],
  },
  metallb: { definition: METALLB },
  'metrics-server': {
    definition: METRICS_SERVER,
    inputs: ({ kubeletInsecureTLS = false }) => ({ args: kubeletInsecureTLS ? ['--kubelet-insecure-tls'] : undefined }),
  },
  'plugin-barman-cloud': {
    definition: PLUGIN_BARMAN_CLOUD,
    // The operator looks for its plugins by their Services.
    after: [CLOUDNATIVE_PG],
  },
  'prometheus-operator': {
    definition: PROMETHEUS_STACK,
    inputs: ({ prometheus, alertmanager, retention = '15d' }) => ({
      prometheusStorageClass: prometheus.storageClass,
      prometheusStorage: prometheus.size,
      alertmanagerStorageClass: alertmanager.storageClass,
      alertmanagerStorage: alertmanager.size,
      retention,
    }),
  },
  'sealed-secrets': { definition: SEALED_SECRETS },
  traefik: {
    definition: TRAEFIK,
    inputs: ({ address }) => ({ serviceAnnotations: { 'metallb.io/loadBalancerIPs': address } }),
  },
};

/** The Helm charts of a cluster's platform, in the order of their systems' names. */
export function installsOf(cluster: Cluster): readonly HelmInstall[] {
  return (Object.keys(RECIPES) as ChartSystem[]).flatMap((system) => installOf(system, cluster));
}

/** A recipe whose input is that of its own system: the compiler loses the connection when the system is a variable. */
interface AnyRecipe extends Omit<Recipe<ChartSystem>, 'inputs'> {
  readonly inputs?: (input: ChartInstallInput, cluster: Cluster) => NonNullable<HelmInstall['choices']>['inputs'];
}

function installOf(system: ChartSystem, cluster: Cluster): HelmInstall[] {
  const input = cluster.platform[system];
  if (input === undefined) {
    return [];
  }
  const { definition, inputs, after = [] } = RECIPES[system] as AnyRecipe;
  const { resources = {} } = input;
  return [
    {
      definition,
      choices: { resources, inputs: inputs?.(input, cluster) ?? {} },
      needs: after.map(({ release }) => release),
    },
  ];
}
