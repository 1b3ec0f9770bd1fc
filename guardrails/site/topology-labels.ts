import type { Violation } from '../../constructs/model';
import { parseLabelKey } from '../../constructs/model/label';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Faults of each label, and of two kinds that share one. */
function violationsOf(cluster: string, labels: Readonly<Record<string, string>>): Violation[] {
  const owners = new Map<string, string>();
  return entriesOf(labels).flatMap(([kind, label]) => {
    const here = placed(['clusters', cluster, 'topologyLabels', kind], label);
    const owner = owners.get(label);
    owners.set(label, owner ?? kind);
    const expected = 'a label of its own';
    return owner === undefined
      ? faultOf(parseLabelKey)(here)
      : [{ at: here.at, got: `${label}, the label of ${owner}`, expected }];
  });
}

/** A label tells one kind of failure domain from the others. */
export default defineSiteRule({
  severity: 'error',
  summary: 'topology labels are label keys, one for each kind of failure domain',
  why: 'replicas are spread over the values of these labels: a key that no node can have leaves them pending, or together',
  fix: 'write the key of the node label that carries this kind of failure domain',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  check: (site) =>
    entriesOf(site.clusters).flatMap(([key, { topologyLabels }]) => violationsOf(key, { ...topologyLabels })),
  valid: [
    { name: 'none: pods are spread over nodes', site: EXAMPLE_SITE },
    {
      name: 'racks as zones, hosts by a label of their own',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.topologyLabels = { rack: 'topology.kubernetes.io/zone', host: 'example.internal/host' };
      }),
    },
  ],
  invalid: [
    {
      name: 'a key with two slashes',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.topologyLabels = { rack: 'example.internal/rack/a' };
      }),
      findings: [{ at: 'clusters.home.topologyLabels.rack', got: '"example.internal/rack/a", with more than one "/"' }],
    },
    {
      name: 'one label for two kinds',
      site: exampleSiteWith(({ clusters }) => {
        const zone = 'topology.kubernetes.io/zone';
        clusters['home']!.topologyLabels = { rack: zone, circuit: zone };
      }),
      findings: [{ at: 'clusters.home.topologyLabels.circuit', got: 'topology.kubernetes.io/zone, the label of rack' }],
    },
  ],
});
