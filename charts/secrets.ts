import { Chart, type App } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster, Site } from '../constructs/model';
import { SealedSecret } from '../constructs/secrets';
import type { ChartBuilder } from '../synth/program';
import { byNamespace } from './by-namespace';

/** The sealed Secrets of a cluster: one application per namespace, before whatever reads them. */
export function secretCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  const certificates = cluster.platform['sealed-secrets']?.certificates;
  return byNamespace(site.secrets, cluster).map(({ namespace, members }) => {
    const app = `secrets-${namespace}`;
    const build = (root: App): void => {
      const home = new Construct(new Chart(root, app), namespace);
      for (const { cluster: _cluster, key: _key, ...secret } of members) {
        new SealedSecret(home, secret.name, {
          ...secret,
          ...(certificates === undefined ? {} : { certificates }),
        });
      }
    };
    return { app, build };
  });
}
