import { successorOf } from '../../constructs/proxmox/derived';
import type { Rendered } from '../../constructs/model';
import { pbsRow } from '../engine/example-proxmox';
import { defineGuardrail } from '../rule';

const acl = (type: string) => ({
  type,
  name: 'exporter',
  inputs: { path: '/', roleId: 'PVEAuditor', tokenId: 'exporter@pve!metrics' },
  options: { provider: 'pve' },
});

/** The provider has two classes for most things, and one of them ends. */
export default defineGuardrail<Rendered>({
  kind: '*',
  severity: 'warning',
  summary: 'no Legacy class of the Proxmox VE provider where the current one exists',
  why: "the Legacy names go away with the provider's version 1.0, and changing them later replaces the resource unless an alias says that it is the same",
  fix: 'use the class without Legacy, with the old type in options.aliases if the resource exists already',
  waive: 'for a resource that cannot be replaced and whose alias was not tried yet',
  source: 'https://github.com/bpg/terraform-provider-proxmox/tree/main/docs/adr',
  check: (object) => {
    const successor = object.plane === 'host' ? successorOf(object.type) : undefined;
    return object.plane !== 'host' || successor === undefined
      ? []
      : [
          {
            at: 'type',
            got: object.type,
            expected: successor,
            fix: `use ${successor} with options: { aliases: [{ type: '${object.type}' }] }`,
          },
        ];
  },
  valid: [
    { name: 'a current class', resources: [pbsRow(), acl('proxmoxve:index/acl:Acl')] },
    {
      name: 'a Legacy class that is the only one',
      resources: [
        {
          type: 'proxmoxve:index/roleLegacy:RoleLegacy',
          name: 'pulumi',
          inputs: { privileges: ['Datastore.Allocate', 'Sys.Modify'], roleId: 'Pulumi' },
          options: { provider: 'pve' },
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'an ACL',
      resources: [acl('proxmoxve:index/aclLegacy:AclLegacy')],
      findings: [{ at: 'type', got: 'proxmoxve:index/aclLegacy:AclLegacy' }],
    },
    {
      name: 'a PBS storage',
      resources: [{ ...pbsRow(), type: 'proxmoxve:storage/pbsLegacy:PbsLegacy' }],
      findings: [{ at: 'type', got: 'proxmoxve:storage/pbsLegacy:PbsLegacy' }],
    },
  ],
});
