import type { Manifest, PlacedViolation } from '../../../constructs/model';
import { checkBundle } from '../../../guardrails/engine/check';
import { bundleOfRow } from '../../../guardrails/engine/rows';
import { RULES } from '../../../guardrails/registry';
import { defineStructureRule, type Rule } from '../../../guardrails/rule';
import type { Applier } from './applier';

/** Rules that the engine of the checks applies. */
export const ENGINE_APPLIERS: readonly [string, Applier][] = [
  ['a rule that stops', stop],
  ['the check of a bundle', checkRow],
];

function checkRow(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  return check(input['objects'] as readonly Manifest[], RULES);
}

function check(objects: readonly Manifest[], rules: ReadonlyMap<string, Rule>): readonly PlacedViolation[] {
  return checkBundle(bundleOfRow({ name: 'row', objects }), rules).findings.map(
    ({ rule, where, object, path, ...finding }) => ({
      rule,
      where,
      object,
      violation: { ...finding, at: path },
    }),
  );
}

/** Adds a rule that throws to the real ones, and shows it one object. */
function stop(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const rule = defineStructureRule<Manifest>({
    kind: 'Namespace',
    severity: 'error',
    summary: '',
    why: '',
    fix: '',
    waive: 'never',
    source: '',
    valid: [],
    invalid: [],
    check: () => {
      if (input['throws'] !== undefined) {
        throw new Error(input['throws'] as string);
      }
      return [];
    },
  });
  const spec = input['refusedBySchema'] === true ? { spec: { finalizer: [] } } : {};
  const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'row' }, ...spec };
  return check([namespace], new Map([...RULES, ['row/rule', rule]]));
}
