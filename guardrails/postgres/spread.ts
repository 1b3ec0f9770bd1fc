import type { Manifest } from '../../constructs/model';
import { clusterView } from '../../constructs/postgres/cluster-view/derived';
import { fieldsAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { ARTICLE_00, clusterRow } from './rows/cluster';

const EXPECTED = 'required, over a node label that tells failure domains apart';

/** Without a requirement the scheduler puts instances together whenever that is easier: after every reboot. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'instances of a Cluster are never on one node: anti-affinity is required',
  lesson: 'article 00, section 3, runs three instances and leaves the default, which only prefers another node',
  why: 'an operator default of preferred lets all instances end on one node while another reboots; its failure then takes primary and replicas together',
  fix: 'use PostgresCluster, which derives the widest failure domain from the site',
  waive: 'for a laboratory that has fewer nodes than instances',
  source: 'https://cloudnative-pg.io/documentation/current/scheduling/',
  check(manifest) {
    const { name, instances, affinity } = clusterView(manifest);
    const type = affinity.type ?? 'switched off';
    const at = affinity.type === undefined ? 'enablePodAntiAffinity' : 'podAntiAffinityType';
    return instances < 2 || type === 'required' || affinity.moreRequired.some((term) => selects(term, name))
      ? []
      : [{ at: `spec.affinity.${at}`, got: `${type}, for ${instances} instances`, expected: EXPECTED }];
  },
  valid: [
    { name: 'required', objects: [clusterRow()] },
    {
      name: 'one instance has nothing to keep away from',
      objects: [clusterRow({ instances: 1, enablePDB: false, affinity: undefined })],
    },
    {
      name: 'required by a term of your own',
      objects: [
        clusterRow({
          affinity: {
            additionalPodAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                {
                  labelSelector: { matchLabels: { 'cnpg.io/cluster': 'pg-main', 'cnpg.io/podRole': 'instance' } },
                  topologyKey: 'topology.kubernetes.io/zone',
                },
              ],
            },
          },
        }),
      ],
    },
  ],
  invalid: [
    {
      name: 'the manifest of article 00: the default, preferred',
      objects: [ARTICLE_00],
      findings: [{ at: 'spec.affinity.podAntiAffinityType', got: 'preferred, for 3 instances' }],
    },
    {
      name: 'switched off',
      objects: [clusterRow({ instances: 2, affinity: { enablePodAntiAffinity: false } })],
      findings: [{ at: 'spec.affinity.enablePodAntiAffinity', got: 'switched off, for 2 instances' }],
    },
    {
      name: 'a required term that keeps away from another cluster',
      objects: [
        clusterRow({
          affinity: {
            additionalPodAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                {
                  labelSelector: { matchLabels: { 'cnpg.io/cluster': 'pg-other' } },
                  topologyKey: 'kubernetes.io/hostname',
                },
              ],
            },
          },
        }),
      ],
      findings: [{ at: 'spec.affinity.podAntiAffinityType', got: 'preferred, for 3 instances' }],
    },
  ],
});

/** Whether a term selects the pods of a cluster by their label. */
function selects(term: unknown, cluster: string): boolean {
  const byLabel = fieldsAt(term, 'labelSelector.matchLabels').some(
    ({ value }) => (value as Readonly<Record<string, unknown>>)['cnpg.io/cluster'] === cluster,
  );
  const byExpression = fieldsAt(term, 'labelSelector.matchExpressions[].values[]').some(
    ({ value, holder }) => value === cluster && holder['key'] === 'cnpg.io/cluster' && holder['operator'] === 'In',
  );
  return byLabel || byExpression;
}
