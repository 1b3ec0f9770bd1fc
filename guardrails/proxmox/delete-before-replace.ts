import { STORAGE_TYPES } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import { pbsRow } from '../engine/example-proxmox';
import { defineGuardrail } from '../rule';

/** A storage is deleted before it is replaced: its id must be free. */
export default defineGuardrail<HostObject>({
  kind: STORAGE_TYPES,
  severity: 'error',
  summary: 'a storage of Proxmox VE is deleted before it is replaced',
  why: 'server, datastore, token and secret force a replacement; Pulumi creates the new entry first by itself, and Proxmox VE refuses an id that exists: a rotated secret then stops every backup',
  fix: 'options: { deleteBeforeReplace: true }, or use PbsStorage, which sets it',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/options/deletebeforereplace/',
  check: ({ options }) =>
    options.deleteBeforeReplace === true
      ? []
      : [{ at: 'options.deleteBeforeReplace', got: String(options.deleteBeforeReplace ?? false), expected: 'true' }],
  valid: [
    { name: 'a PBS storage', resources: [pbsRow()] },
    {
      name: 'a directory',
      resources: [
        {
          type: 'proxmoxve:storage/directory:Directory',
          name: 'dump',
          inputs: { contents: ['backup'], path: '/srv/dump', resourceId: 'dump' },
          options: { deleteBeforeReplace: true },
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'the default',
      resources: [pbsRow({ options: { deleteBeforeReplace: undefined } as never })],
      findings: [{ at: 'options.deleteBeforeReplace', got: 'false' }],
    },
    {
      name: 'an NFS share, which has the same kind of id',
      resources: [
        {
          type: 'proxmoxve:storage/nfs:Nfs',
          name: 'nas',
          inputs: { export: '/volume1/dump', resourceId: 'nas', server: '192.0.2.22' },
        },
      ],
      findings: [{ at: 'options.deleteBeforeReplace', got: 'false' }],
    },
  ],
});
