import type { Manifest, Violation } from '../../constructs/model';
import { alternatives, closest } from '../../constructs/model/text';
import { recordOf, shown } from '../engine/fields';
import { defineStructureRule } from '../rule';
import { dotted } from '../schemas/path';

const PREFIX = 'pod-security.kubernetes.io/';

const ENFORCE = `${PREFIX}enforce`;

const MODES: readonly string[] = [ENFORCE, `${PREFIX}audit`, `${PREFIX}warn`];

const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

const VERSION_FIX = 'write latest, or v and the minor version of the cluster: v1.35';

const namespace = (
  labels: Readonly<Record<string, string>>,
  annotations?: Readonly<Record<string, string>>,
): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'apps', labels, ...(annotations === undefined ? {} : { annotations }) },
});

/** One label switches the admission of pods off for a whole namespace. */
export default defineStructureRule<Manifest>({
  kind: 'Namespace',
  severity: 'error',
  summary: 'a Namespace names a real Pod Security level, and does not lower it to privileged without a reason',
  why: 'with the level privileged, or with a misspelt one, every pod of the namespace may take over its node',
  fix: 'use baseline or restricted',
  waive: 'when pods of the namespace need the host: a CNI, a storage driver, a node exporter',
  source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  check,
  valid: [
    {
      name: 'restricted',
      objects: [namespace({ [`${PREFIX}enforce`]: 'restricted', [`${PREFIX}enforce-version`]: 'v1.35' })],
    },
    {
      name: 'baseline, with warnings of what restricted would refuse',
      objects: [namespace({ [`${PREFIX}enforce`]: 'baseline', [`${PREFIX}warn`]: 'restricted' })],
    },
    {
      name: 'privileged, with the reason',
      objects: [
        namespace(
          { [`${PREFIX}enforce`]: 'privileged' },
          { 'waive.rackproof/structure.pod-security-level': 'node-exporter reads the file systems of the host' },
        ),
      ],
    },
  ],
  invalid: [
    {
      name: 'privileged, without a reason',
      objects: [namespace({ [`${PREFIX}enforce`]: 'privileged' })],
      findings: [{ at: 'metadata.labels["pod-security.kubernetes.io/enforce"]', got: 'privileged' }],
    },
    {
      name: 'a misspelt level, and a version that is none',
      objects: [namespace({ [`${PREFIX}enforce`]: 'Restricted', [`${PREFIX}enforce-version`]: '1.35' })],
      findings: [
        { at: 'metadata.labels["pod-security.kubernetes.io/enforce"]', got: 'Restricted' },
        { at: 'metadata.labels["pod-security.kubernetes.io/enforce-version"]', got: '1.35' },
      ],
    },
  ],
});

function check({ metadata: { labels } }: Manifest): Violation[] {
  const given = recordOf(labels);
  return MODES.flatMap((mode) => [
    ...told(mode, level(mode, given[mode])),
    ...told(`${mode}-version`, version(given[`${mode}-version`])),
  ]);
}

function told(label: string, fault: Omit<Violation, 'at'> | undefined): Violation[] {
  return fault === undefined ? [] : [{ at: dotted(['metadata', 'labels', label]), ...fault }];
}

function level(mode: string, value: unknown): Omit<Violation, 'at'> | undefined {
  if (value === 'privileged' && mode === ENFORCE) {
    return { got: 'privileged', expected: 'baseline or restricted, or a waiver with the reason' };
  }
  if (value === undefined || LEVELS.some((one) => one === value)) {
    return undefined;
  }
  const near = typeof value === 'string' ? closest(value, LEVELS) : undefined;
  return { got: shown(value), expected: alternatives(LEVELS), ...(near === undefined ? {} : { fix: `write ${near}` }) };
}

function version(value: unknown): Omit<Violation, 'at'> | undefined {
  return value === undefined || (typeof value === 'string' && /^(?:latest|v1\.\d+)$/.test(value))
    ? undefined
    : { got: shown(value), expected: 'latest, or a version such as v1.35', fix: VERSION_FIX };
}
