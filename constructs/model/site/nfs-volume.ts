import { valuesOf, type Keyed } from './keyed';

/** A directory of a network-attached storage as a volume of a cluster. */
export interface NfsVolumeInput<H extends string = string, C extends string = string> {
  /**
   * Name of the claim. Give one where two clusters or namespaces each have a volume of the same name.
   *
   * @default - the key
   */
  readonly name?: string;
  /** The cluster, by its key. */
  readonly cluster: C;
  /** Namespace of the claim. */
  readonly namespace: string;
  /** The host with role `nas`, by its key. */
  readonly host: H;
  /** Absolute path that the host exports. */
  readonly path: string;
  /** Size that volume and claim carry: `500Gi`. NFS keeps nobody to it. */
  readonly capacity: string;
}

/** A directory as a volume, with every default in place. */
export interface SiteNfsVolume extends NfsVolumeInput {
  /** Key in the site. */
  readonly key: string;
  readonly name: string;
}

/** Volumes, in the order in which they were written. */
export function nfsVolumesOf(volumes: Keyed<NfsVolumeInput> | undefined): readonly SiteNfsVolume[] {
  return valuesOf(volumes, (volume, key) => ({ name: key, ...volume, key }));
}
