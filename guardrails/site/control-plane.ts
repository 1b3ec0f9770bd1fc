import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Without a control plane there is no cluster. */
export default defineSiteRule({
  severity: 'error',
  summary: 'every cluster has a node with the role control-plane',
  why: 'nothing answers at the address of the control plane: no node can join, and nothing can be applied',
  fix: 'add a node with the role control-plane',
  waive: 'when the control plane is hosted outside the site',
  source: 'https://kubernetes.io/docs/concepts/overview/components/',
  check: (site) =>
    entriesOf(site.clusters)
      .filter(([, { nodes }]) => entriesOf(nodes).every(([, { role }]) => role !== 'control-plane'))
      .map(([key, { nodes }]) => ({
        at: placed(['clusters', key, 'nodes'], '').at,
        got: entriesOf(nodes).length === 0 ? 'no nodes' : 'workers only',
        expected: 'one control-plane node or more',
      })),
  valid: [
    { name: 'one control-plane node and two workers', site: EXAMPLE_SITE },
    {
      name: 'a single node',
      site: exampleSiteWith(({ clusters }) => {
        const { cp1 } = clusters['home']!.nodes;
        clusters['home']!.nodes = { cp1: cp1! };
      }),
    },
  ],
  invalid: [
    {
      name: 'workers that nobody directs',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.nodes['cp1']!.role = 'worker';
      }),
      findings: [{ at: 'clusters.home.nodes', got: 'workers only' }],
    },
    {
      name: 'a cluster without nodes',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.nodes = {};
      }),
      findings: [{ at: 'clusters.home.nodes', got: 'no nodes' }],
    },
  ],
});
