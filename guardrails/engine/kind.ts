import type { Manifest } from '../../constructs/model';

/** Group of an `apiVersion`; empty for Kubernetes' first group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** `Service` for the first group, `apps/Deployment` for every other: a kind without its version. */
export function kindOf({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  const group = groupOf(apiVersion);
  return group === '' ? kind : `${group}/${kind}`;
}
