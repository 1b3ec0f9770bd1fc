import type { Manifest } from '../../../constructs/model';
import { clusterRow } from './cluster';

/** A Cluster with an image. */
export function imageRow(imageName: string, name = 'pg-main'): Manifest {
  return clusterRow({ imageName }, name);
}

/** A catalogue that offers images to Clusters. */
export function catalogRow(images: readonly { readonly major: number; readonly image: string }[]): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ImageCatalog',
    metadata: { name: 'postgresql', namespace: 'databases' },
    spec: { images },
  };
}
