import type { App } from 'cdk8s';
import type { SiteInput } from '../constructs/model';
import { exampleSiteWith } from '../guardrails/engine/example-site';
import type { Program } from '../synth/program';
import { buildChart, PLAIN } from '../test/fixtures/workloads';

/** One site of many clusters, each with the charts of the plain workload. */
export function fleetProgram(clusters: number, charts: number): Program {
  const builders = Array.from({ length: charts }, (_, index) => ({
    app: PLAIN.chartName(index),
    build(app: App): void {
      buildChart(app, PLAIN, index);
    },
  }));
  return { site: fleetSite(clusters), charts: () => builders, stacks: () => [] };
}

/** The example site with its cluster so many times, every copy with addresses, names and virtual machines of its own. */
function fleetSite(clusters: number): SiteInput {
  return exampleSiteWith((site) => {
    const home = site.clusters['home']!;
    for (let index = 1; index < clusters; index++) {
      const key = `cluster-${index}`;
      const nodes = Object.entries(home.nodes).map(([name, node], number) => [
        `${name}-${index}`,
        { ...node, network: key, address: `10.0.${index}.${number + 1}`, vmId: 1000 + 10 * index + number },
      ]);
      site.networks[key] = { cidr: `10.0.${index}.0/24` };
      site.clusters[key] = {
        ...structuredClone(home),
        network: key,
        controlPlaneAddress: `10.0.${index}.100`,
        nodes: Object.fromEntries(nodes) as typeof home.nodes,
      };
    }
  });
}
