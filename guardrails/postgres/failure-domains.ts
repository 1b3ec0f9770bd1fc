import { defineInputRule } from '../rule';

/** What the workers of a row stand on: their Proxmox VE hosts. */
const THREE_HOSTS = { w1: 'pve1', w2: 'pve2', w3: 'pve3' };
const TWO_ON_ONE = { w1: 'pve1', w2: 'pve1', w3: 'pve2', w4: 'pve3' };

/** Two virtual machines on one host are two nodes and one failure. */
export default defineInputRule('construct', {
  applies: 'PostgresCluster',
  severity: 'error',
  summary: 'there are workers for a PostgresCluster, and they keep its instances apart: one host each, or more',
  lesson: 'article 00 asks for three instances and nothing that keeps them apart',
  why: 'two nodes on one machine fail together: primary and replica may be gone at once, with what the third had not received',
  fix: 'add workers on other hosts, run fewer instances, or label the workers with their host',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
  valid: [
    { name: 'three instances on three hosts, told apart by their names', input: { workers: THREE_HOSTS } },
    {
      name: 'two workers on one host, and a label that says so',
      input: { workers: TWO_ON_ONE, topologyLabels: { host: 'topology.example/host' } },
    },
    { name: 'one instance, wherever it is', input: { instances: 1, workers: { w1: 'pve1', w2: 'pve1' } } },
  ],
  invalid: [
    {
      name: 'three instances on two hosts',
      input: { workers: { w1: 'pve1', w2: 'pve2' } },
      findings: [{ at: 'props.topology', got: '3 instances; workers: 2, on hosts: 2, told apart by host: 2' }],
    },
    {
      name: 'three hosts, but two workers share one and no label tells',
      input: { workers: TWO_ON_ONE },
      findings: [{ at: 'props.topology', got: '3 instances; workers: 4, on hosts: 3' }],
    },
    {
      name: 'four pods of a pooler on three hosts',
      input: { workers: THREE_HOSTS, pooler: { instances: 4 } },
      findings: [{ at: 'props.instances', got: '4 instances; workers: 3, on hosts: 3, told apart by host: 3' }],
    },
    {
      name: 'no worker at all, for three instances',
      input: { workers: {} },
      findings: [{ at: 'props.topology', got: '3 instances; workers: 0' }],
    },
    {
      name: 'no worker at all, for one instance',
      input: { workers: {}, instances: 1 },
      findings: [{ at: 'props.topology', got: '1 instance; workers: 0' }],
    },
  ],
});
