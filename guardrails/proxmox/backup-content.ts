import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import { pbsRow } from '../engine/example-proxmox';
import { defineGuardrail } from '../rule';

/** A backup server holds backups. */
export default defineGuardrail<HostObject>({
  kind: PROXMOX_TYPE.pbs,
  severity: 'error',
  summary: 'a PBS storage holds backups and nothing else',
  why: 'Proxmox VE refuses any other content on a PBS, in the middle of pulumi up',
  fix: "contents: ['backup']",
  waive: 'never',
  source: 'https://pve.proxmox.com/pve-docs/chapter-pvesm.html#storage_pbs',
  check: ({ inputs: { contents } }) => {
    if (!Array.isArray(contents) || (contents.length === 1 && contents[0] === 'backup')) {
      return [];
    }
    const got = contents.length === 0 ? 'nothing' : contents.map(String).join(', ');
    return [{ at: 'inputs.contents', got, expected: 'backup' }];
  },
  valid: [
    { name: 'backups', resources: [pbsRow()] },
    { name: 'the default, which is backups', resources: [pbsRow({ inputs: { contents: undefined } })] },
  ],
  invalid: [
    {
      name: 'disks as well',
      resources: [pbsRow({ inputs: { contents: ['backup', 'images'] } })],
      findings: [{ at: 'inputs.contents', got: 'backup, images' }],
    },
    {
      name: 'an empty list',
      resources: [pbsRow({ inputs: { contents: [] } })],
      findings: [{ at: 'inputs.contents', got: 'nothing' }],
    },
  ],
});
