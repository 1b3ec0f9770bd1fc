import type { Manifest, Rendered } from '../../constructs/model';

/** An object as the field names it: `Cluster databases/pg-main`, `proxmoxve:backup/job:Job nightly`. */
export function labelOf(object: Rendered): string {
  return object.plane === 'host' ? `${object.type} ${object.name}` : labelOfManifest(object.manifest);
}

/** A manifest as the field names it. */
export function labelOfManifest({ kind, metadata: { name, namespace } }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
