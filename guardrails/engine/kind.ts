import type { Manifest } from '../../constructs/model';
import { getOrAdd } from './get-or-add';

/** Group of an `apiVersion`; empty for Kubernetes' first group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** `Service` for the first group, `apps/Deployment` for every other: a kind without its version. */
export function kindOf({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return known.get(apiVersion)?.get(kind) ?? remembered(apiVersion, kind);
}

/**
 * Kinds by API version. Every rule asks for the kind of every object and looks something up by it: one text for all
 * objects of a kind is made and hashed once.
 */
const known = new Map<string, Map<string, string>>();

/** Most API versions, and most kinds of one, that are remembered: names come from outside. */
const MOST_KNOWN = 500;

function remembered(apiVersion: string, kind: string): string {
  const group = groupOf(apiVersion);
  const text = group === '' ? kind : `${group}/${kind}`;
  if (known.size > MOST_KNOWN) {
    known.clear();
  }
  const kinds = getOrAdd(known, apiVersion, () => new Map<string, string>());
  if (kinds.size < MOST_KNOWN) {
    kinds.set(kind, text);
  }
  return text;
}

const PATTERN_GROUPS = /^(?:policies\.)?kyverno\.io\//;

/** Whether a kind describes other objects in patterns: Kyverno's policies have `?*` where a label or an amount stands. */
export function holdsPatterns(kind: string): boolean {
  return PATTERN_GROUPS.test(kind);
}
