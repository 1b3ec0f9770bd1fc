import type { ContainerResources } from '../container-resources';

/** What every install of a Helm chart may set. */
export interface ChartInstallInput {
  /**
   * CPU and memory of containers, by the name that the chart's definition gives them; docs/charts.md lists them.
   *
   * @default - the amounts of the definition
   */
  readonly resources?: Readonly<Record<string, ContainerResources>>;
}

/** Argo CD, which delivers itself once it runs. */
export interface ArgoCdInput extends ChartInstallInput {
  /** Name in DNS under which people reach it. */
  readonly host: string;
}

/** kube-vip, which carries the control plane's address. */
export interface KubeVipInput {
  /** Network interface of the control-plane nodes that gets the address: `eth0`. */
  readonly interface: string;
}

/** Longhorn, block storage from the disks of the nodes. */
export interface LonghornInput extends ChartInstallInput {
  /**
   * Copies of each volume of the class `longhorn`, 1 to 20, each on a node of its own. The class `longhorn-database` has one:
   * databases copy themselves.
   *
   * @default 3
   */
  readonly replicas?: number;
}

/** MetalLB, addresses for Services of type LoadBalancer. */
export interface MetalLbInput extends ChartInstallInput {
  /**
   * Ranges of addresses of the cluster's network that no machine has and no DHCP server gives away, one or more:
   * `10.20.0.200-10.20.0.220`, or a block such as `10.20.0.192/28`.
   */
  readonly addresses: readonly string[];
}

/** metrics-server, the numbers behind `kubectl top` and the horizontal autoscaler. */
export interface MetricsServerInput extends ChartInstallInput {
  /**
   * Whether the kubelets' certificates are taken unseen: kubeadm lets each kubelet sign its own unless `serverTLSBootstrap` is
   * set and the requests are approved.
   *
   * @default false
   */
  readonly kubeletInsecureTLS?: boolean;
}

/** Volumes of a monitoring system. */
export interface MonitoringVolumeInput {
  /** Kubernetes quantity: `50Gi`. */
  readonly size: string;
  /** Name of a StorageClass of the cluster. */
  readonly storageClass: string;
}

/** kube-prometheus-stack: Prometheus, Alertmanager and Grafana. */
export interface PrometheusStackInput extends ChartInstallInput {
  /** The volume of Prometheus. */
  readonly prometheus: MonitoringVolumeInput;
  /** The volume of Alertmanager. */
  readonly alertmanager: MonitoringVolumeInput;
  /**
   * How long samples are kept, as Prometheus writes it: `30d`.
   *
   * @default '15d'
   */
  readonly retention?: string;
  /**
   * Name in DNS under which people reach Grafana.
   *
   * @default - only through `kubectl port-forward`
   */
  readonly grafanaHost?: string;
}

/** The controller of SealedSecrets. */
export interface SealedSecretsInput extends ChartInstallInput {
  /**
   * SHA-256 fingerprints of the certificates whose keys this cluster's controller has, old ones included: 32 pairs of hex
   * digits with colons. What was sealed with another one is never opened here.
   */
  readonly certificates: readonly string[];
}

/** Traefik, the way in for HTTP. */
export interface TraefikInput extends ChartInstallInput {
  /** Address out of MetalLB's ranges under which it is reached: what the names of all routes lead to. */
  readonly address: string;
}

/** Systems that a cluster is made of, by name. Each is an Application of its own; what is left out is not installed. */
export interface PlatformInput {
  /**
   * Argo CD itself, which delivers everything else.
   *
   * @default - installed by hand, and not updated from Git
   */
  readonly 'argo-cd'?: ArgoCdInput;
  /**
   * Certificates and their issuers.
   *
   * @default - none: no certificates, and neither the plugin for backups of PostgreSQL nor the Prometheus stack
   */
  readonly 'cert-manager'?: ChartInstallInput;
  /**
   * The operator of PostgreSQL clusters.
   *
   * @default - none: no databases
   */
  readonly 'cloudnative-pg'?: ChartInstallInput;
  /**
   * Snapshots of volumes, for every storage driver.
   *
   * @default - none: no snapshots of volumes
   */
  readonly 'external-snapshotter'?: ChartInstallInput;
  /**
   * The carrier of the control plane's address.
   *
   * @default - something else carries the control plane's address
   */
  readonly 'kube-vip'?: KubeVipInput;
  /**
   * Replicated storage from the disks of the nodes.
   *
   * @default - none: the volumes of the cluster come from elsewhere
   */
  readonly longhorn?: LonghornInput;
  /**
   * Addresses for Services of type LoadBalancer.
   *
   * @default - none: no Service of type LoadBalancer gets an address
   */
  readonly metallb?: MetalLbInput;
  /**
   * What `kubectl top` and horizontal autoscalers read.
   *
   * @default - none: neither `kubectl top` nor a horizontal autoscaler works
   */
  readonly 'metrics-server'?: MetricsServerInput;
  /**
   * Backups of PostgreSQL clusters into object stores.
   *
   * @default - none: no backups of databases
   */
  readonly 'plugin-barman-cloud'?: ChartInstallInput;
  /**
   * Prometheus, Alertmanager and Grafana.
   *
   * @default - none: nobody watches
   */
  readonly 'prometheus-operator'?: PrometheusStackInput;
  /**
   * Secrets that are sealed in Git.
   *
   * @default - none: no secrets from Git
   */
  readonly 'sealed-secrets'?: SealedSecretsInput;
  /**
   * The way in for HTTP.
   *
   * @default - none: no way in for HTTP
   */
  readonly traefik?: TraefikInput;
}

/** Name of a system of the platform. */
export type PlatformSystem = keyof PlatformInput;
