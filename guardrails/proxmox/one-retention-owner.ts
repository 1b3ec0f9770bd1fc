import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import { jobRow, pbsRow } from '../engine/example-proxmox';
import { recordOf } from '../engine/fields';
import { defineGuardrail } from '../rule';

/** Old settings of a job that prune too. */
const OLD_SETTINGS = ['maxfiles', 'remove'] as const;

/** Retention is a prune job of the backup server, and of nothing else. */
export default defineGuardrail<HostObject>({
  kind: [PROXMOX_TYPE.pbs, PROXMOX_TYPE.backupJob],
  severity: 'error',
  summary: 'Proxmox VE says nothing about retention: the backup server prunes by its own jobs',
  lesson:
    'article 01 gives its backup job keep-last=7, keep-weekly=4, keep-monthly=3 and speaks of pruning in PBS as well',
  why: 'with two owners the stricter one wins and nobody sees it; and a token that may prune lets whoever takes a node delete its backups',
  fix: 'take it out here and make a prune job on the datastore',
  waive: 'when the target is no PBS, or the datastore has no prune job and never will',
  source: 'https://pbs.proxmox.com/docs/maintenance.html#pruning',
  check: ({ inputs }) =>
    ownersIn(inputs).map(({ at, got }) => ({ at, got, expected: 'no retention here, one prune job on the datastore' })),
  valid: [
    { name: 'a storage and a job without retention', resources: [pbsRow(), jobRow()] },
    {
      name: 'a storage that says itself that it keeps everything',
      resources: [pbsRow({ inputs: { backups: { keepAll: true } } })],
    },
  ],
  invalid: [
    {
      name: 'the job of article 01',
      resources: [jobRow({ inputs: { pruneBackups: { 'keep-last': '7', 'keep-monthly': '3', 'keep-weekly': '4' } } })],
      findings: [{ at: 'inputs.pruneBackups', got: 'keep-last=7, keep-monthly=3, keep-weekly=4' }],
    },
    {
      name: 'the same on the storage',
      resources: [pbsRow({ inputs: { backups: { keepLast: 7, keepWeekly: 4 } } })],
      findings: [{ at: 'inputs.backups', got: 'keepLast=7, keepWeekly=4' }],
    },
    {
      name: 'the setting that pruneBackups replaced',
      resources: [jobRow({ inputs: { maxfiles: 7, remove: true } })],
      findings: [
        { at: 'inputs.maxfiles', got: '7' },
        { at: 'inputs.remove', got: 'true' },
      ],
    },
  ],
});

function ownersIn(inputs: HostObject['inputs']): { at: string; got: string }[] {
  const { backups, pruneBackups } = inputs;
  const rules = [
    { at: 'inputs.backups', got: keptBy(backups) },
    { at: 'inputs.pruneBackups', got: keptBy(pruneBackups) },
  ];
  const old = OLD_SETTINGS.map((key) => ({ at: `inputs.${key}`, got: settingOf(inputs[key]) }));
  return [...rules, ...old].filter(({ got }) => got !== '');
}

/** A setting that is switched off prunes nothing. */
function settingOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' || value === true ? String(value) : '';
}

/** Keeping everything is no pruning; `maxProtectedBackups` counts what people protect by hand. */
function keptBy(value: unknown): string {
  return Object.entries(recordOf(value))
    .filter(([key]) => key.startsWith('keep') && !/^keep-?all$/i.test(key))
    .map(([key, amount]) => `${key}=${String(amount)}`)
    .join(', ');
}
