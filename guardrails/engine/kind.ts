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

const PATTERN_GROUPS = /^(?:policies\.)?kyverno\.io\//;

/** Whether a kind describes other objects in patterns: Kyverno's policies have `?*` where a label or an amount stands. */
export function holdsPatterns(kind: string): boolean {
  return PATTERN_GROUPS.test(kind);
}
