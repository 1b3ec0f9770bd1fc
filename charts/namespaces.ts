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
  const levels = namespacesOf(site, cluster);
  const build = (root: App): void => {
    const chart = new Chart(root, APP);
    for (const [name, podSecurity] of levels) {
      new Namespace(chart, name, { podSecurity, kubernetes: cluster.kubernetes });
    }
  };
  return levels.size === 0 ? [] : [{ app: APP, build }];
}

/** Namespaces with their Pod Security level, in code-point order: that of the chart with the most daring pods, else the strictest. */
export function namespacesOf(site: Site, cluster: Cluster): ReadonlyMap<string, PodSecurityLevel> {
  const wanted = [
    ...installsOf(cluster).map(({ definition: { namespace, podSecurity } }) => ({ namespace, podSecurity })),
    ...ownNamespaces(site, cluster).map((namespace) => ({ namespace, podSecurity: 'restricted' as const })),
  ].filter(({ namespace }) => !OF_KUBERNETES.has(namespace));
  const names = [...new Set(wanted.map(({ namespace }) => namespace))].sort(compareCodePoints);
  return new Map(
    names.map((name) => {
      const levels = wanted.flatMap(({ namespace, podSecurity }) => (namespace === name ? [podSecurity] : []));
      return [name, LEVELS.find((level) => levels.includes(level)) ?? 'restricted'] as const;
    }),
  );
}

/** Namespaces of what the site itself puts into the cluster. */
function ownNamespaces(site: Site, { key }: Cluster): readonly string[] {
  return [...site.databases, ...site.hostServices].flatMap(({ cluster, namespace }) =>
    cluster === key ? [namespace] : [],
  );
}
