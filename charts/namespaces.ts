import { Chart, type App } from 'cdk8s';
import { Namespace } from '../constructs/core/namespace';
import type { Cluster, Site } from '../constructs/model';
import { compareCodePoints } from '../constructs/model/code-points';
import type { PodSecurityLevel } from '../constructs/model/pod-security';
import type { ChartBuilder } from '../synth/program';
import { installsOf } from './platform/installs';

const APP = 'namespaces';

/** Namespaces that Kubernetes creates itself. */
const OF_KUBERNETES: ReadonlySet<string> = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system']);

/** From what pods may ask most to what they may ask least. */
const LEVELS: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

/**
 * The namespaces of a cluster, in one application: it comes first, and no namespace has two owners when a Secret, a database
 * and a Service come from three others.
 */
export function namespaceCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  const namespaces = namespacesOf(site, cluster);
  const build = (root: App): void => {
    const chart = new Chart(root, APP);
    for (const { name, ...pods } of namespaces) {
      new Namespace(chart, name, { ...pods, kubernetes: cluster.kubernetes });
    }
  };
  return namespaces.length === 0 ? [] : [{ app: APP, build }];
}

/** A namespace, with what its pods may ask of their node. */
interface Wanted {
  readonly name: string;
  readonly podSecurity: PodSecurityLevel;
  readonly podSecurityReason?: string;
}

/** Namespaces in code-point order. Those with several claims have the level of the most daring pods. */
function namespacesOf(site: Site, cluster: Cluster): readonly Wanted[] {
  const wanted = [...platformNamespaces(cluster), ...namedNamespaces(cluster), ...ownNamespaces(site, cluster)].filter(
    ({ name }) => !OF_KUBERNETES.has(name),
  );
  const names = [...new Set(wanted.map(({ name }) => name))].sort(compareCodePoints);
  return names.map((name) => {
    const claims = wanted.filter((claim) => claim.name === name);
    const levels = LEVELS.flatMap((level) => claims.find((claim) => claim.podSecurity === level) ?? []);
    return levels[0]!;
  });
}

/** Namespaces of the systems that the cluster is made of. */
function platformNamespaces(cluster: Cluster): readonly Wanted[] {
  return installsOf(cluster).map(({ definition: { namespace, podSecurity, podSecurityReason } }) => ({
    name: namespace,
    podSecurity,
    ...(podSecurityReason === undefined ? {} : { podSecurityReason }),
  }));
}

/** Namespaces that the site names. */
function namedNamespaces({ namespaces = {} }: Cluster): readonly Wanted[] {
  return Object.entries(namespaces).map(([name, { podSecurity = 'restricted', reason }]) => ({
    name,
    podSecurity,
    ...(reason === undefined ? {} : { podSecurityReason: reason }),
  }));
}

/** Namespaces of what the site itself puts into the cluster. */
function ownNamespaces(site: Site, { key }: Cluster): readonly Wanted[] {
  return [...site.databases, ...site.hostServices, ...site.nfsVolumes, ...site.pgAdmins, ...site.secrets].flatMap(
    ({ cluster, namespace }) => (cluster === key ? [{ name: namespace, podSecurity: 'restricted' as const }] : []),
  );
}
