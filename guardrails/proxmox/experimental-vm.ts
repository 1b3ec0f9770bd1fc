import { EXPERIMENTAL_VM_TYPES } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import { defineGuardrail } from '../rule';

const vm = (type: string) => ({
  type,
  name: 'worker-1',
  inputs: { name: 'worker-1', nodeName: 'pve1' },
  options: { provider: 'pve' },
});

const vmLegacy = (vmId: number) => ({
  type: 'proxmoxve:index/vmLegacy:VmLegacy',
  name: `worker-${vmId}`,
  inputs: {
    cpu: { cores: 4, type: 'host' },
    disks: [{ datastoreId: 'local-zfs', interface: 'scsi0', size: 64 }],
    memory: { dedicated: 8192 },
    networkDevices: [{ bridge: 'vmbr0' }],
    nodeName: 'pve1',
    vmId,
  },
  options: { provider: 'pve' },
});

/** The newer class is the unfinished one. */
export default defineGuardrail<HostObject>({
  kind: EXPERIMENTAL_VM_TYPES,
  severity: 'error',
  summary: 'virtual machines are VmLegacy, not the experimental Vm',
  why: 'the authors call Vm a proof of concept that will change: it has neither disks nor network, so the guest is made and cannot boot',
  fix: 'use VmLegacy, the complete class: here the name without Legacy is the one to avoid',
  waive: 'to try it on a guest that nobody needs',
  source: 'https://registry.terraform.io/providers/bpg/proxmox/latest/docs/resources/virtual_environment_vm2',
  check: ({ type }) => [{ at: 'type', got: type, expected: 'proxmoxve:index/vmLegacy:VmLegacy' }],
  valid: [
    { name: 'the complete class', resources: [vmLegacy(111)] },
    { name: 'two of them', resources: [vmLegacy(112), vmLegacy(113)] },
  ],
  invalid: [
    {
      name: 'the class with the nicer name',
      resources: [vm('proxmoxve:index/vm:Vm')],
      findings: [{ at: 'type', got: 'proxmoxve:index/vm:Vm' }],
    },
    {
      name: 'the same under its older name',
      resources: [vm('proxmoxve:index/vm2Legacy:Vm2Legacy')],
      findings: [{ at: 'type', got: 'proxmoxve:index/vm2Legacy:Vm2Legacy' }],
    },
  ],
});
