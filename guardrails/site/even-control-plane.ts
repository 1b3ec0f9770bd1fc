import type { NodeInput } from '../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

function members(nodes: Readonly<Record<string, NodeInput>>): number {
  return entriesOf(nodes).filter(([, { role }]) => role === 'control-plane').length;
}

/** Members of etcd that may be lost while the others still are a majority. */
function tolerance(count: number): number {
  return Math.floor((count - 1) / 2);
}

/** An even number of etcd members costs a machine and buys nothing. */
export default defineSiteRule({
  severity: 'warning',
  summary: 'a cluster has an odd number of control-plane nodes',
  why: 'etcd needs a majority: an even member is one more that can fail, and not one more that may',
  fix: 'add a control-plane node, or make one of them a worker',
  waive: 'while a member is being replaced',
  source: 'https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members',
  check: (site) =>
    entriesOf(site.clusters).flatMap(([key, { nodes }]) => {
      const count = members(nodes);
      const got = `${count} control-plane nodes, of which ${tolerance(count)} may fail`;
      const expected = `${count - 1}, of which as many may fail, or ${count + 1}, of which ${tolerance(count + 1)} may`;
      return count > 0 && count % 2 === 0 ? [{ at: placed(['clusters', key, 'nodes'], '').at, got, expected }] : [];
    }),
  valid: [
    { name: 'one', site: EXAMPLE_SITE },
    {
      name: 'three',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.nodes['w1']!.role = 'control-plane';
        clusters['home']!.nodes['w2']!.role = 'control-plane';
      }),
    },
  ],
  invalid: [
    {
      name: 'two',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.nodes['w1']!.role = 'control-plane';
      }),
      findings: [{ at: 'clusters.home.nodes', got: '2 control-plane nodes, of which 0 may fail' }],
    },
    {
      name: 'four',
      site: exampleSiteWith(({ clusters }) => {
        const cp = clusters['home']!.nodes['cp1']!;
        clusters['home']!.nodes = { cp1: cp, cp2: cp, cp3: cp, cp4: cp };
      }),
      findings: [{ at: 'clusters.home.nodes', got: '4 control-plane nodes, of which 1 may fail' }],
    },
  ],
});
