import type { Manifest, SiteInput } from '../../constructs/model';
import { clusterView } from '../../constructs/postgres/cluster-view/derived';
import { EXAMPLE_SITE } from '../engine/example-site';
import { fieldsAt, recordOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { ARTICLE_00, clusterRow } from './rows/cluster';

const EXPECTED = 'required, over a node label that tells failure domains apart';

const HOSTNAME = 'kubernetes.io/hostname';

const LABEL_FIX = `write ${HOSTNAME}, or name the label in the topologyLabels of the cluster if its nodes have it`;

const HOME = EXAMPLE_SITE.clusters!['home']!;

/** The example site, with a label for the racks on its nodes. */
const LABELLED_SITE: SiteInput = {
  ...EXAMPLE_SITE,
  clusters: { home: { ...HOME, topologyLabels: { rack: 'topology.kubernetes.io/zone' } } },
};

const overLabel = (topologyKey: string): Manifest =>
  clusterRow({ affinity: { podAntiAffinityType: 'required', topologyKey } });

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
  check(manifest, index) {
    const { name, instances, affinity } = clusterView(manifest);
    const known = labelsOfNodes(index);
    const own = affinity.type === 'required';
    const more = affinity.moreRequired.some(
      (term) => selects(term, name) && known.includes(recordOf(term)['topologyKey']),
    );
    if (instances < 2 || more || (own && known.includes(affinity.topologyKey))) {
      return [];
    }
    if (own) {
      const got = `${affinity.topologyKey}, a label that no node is known to have`;
      return [{ at: 'spec.affinity.topologyKey', got, expected: `one of ${known.join(', ')}`, fix: LABEL_FIX }];
    }
    const at = affinity.type === undefined ? 'enablePodAntiAffinity' : 'podAntiAffinityType';
    const got = `${affinity.type ?? 'switched off'}, for ${instances} instances`;
    return [{ at: `spec.affinity.${at}`, got, expected: EXPECTED }];
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
      site: LABELLED_SITE,
    },
    {
      name: 'required over a label that the site gives to its nodes',
      objects: [overLabel('topology.kubernetes.io/zone')],
      site: LABELLED_SITE,
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
    {
      name: 'a label that no node has: the scheduler lets any number of instances onto such nodes',
      objects: [overLabel('example.org/nope')],
      findings: [{ at: 'spec.affinity.topologyKey', got: 'example.org/nope, a label that no node is known to have' }],
    },
    {
      name: 'a required term of your own over such a label',
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
      findings: [{ at: 'spec.affinity.podAntiAffinityType', got: 'preferred, for 3 instances' }],
    },
  ],
});

/** Labels that tell the nodes of the subject's cluster apart. */
function labelsOfNodes({ site, subject }: ObjectIndex): readonly unknown[] {
  const cluster = subject.plane === 'kubernetes' ? site.clusters.get(subject.cluster) : undefined;
  return [HOSTNAME, ...Object.values(cluster?.topologyLabels ?? {})];
}

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
