import { Chart, type App } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster, Site } from '../constructs/model';
import { NfsVolume } from '../constructs/storage';
import type { ChartBuilder } from '../synth/program';
import { byNamespace } from './by-namespace';

/** Directories of network-attached storages as volumes: one application per namespace. */
export function volumeCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  return byNamespace(site.nfsVolumes, cluster).map(({ namespace, members }) => {
    const app = `volumes-${namespace}`;
    const build = (root: App): void => {
      const home = new Construct(new Chart(root, app), namespace);
      for (const { name, host, path, capacity } of members) {
        new NfsVolume(home, name, { site, cluster, host, namespace, name, path, capacity });
      }
    };
    return { app, build };
  });
}
