import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** One machine that is everything. */
export default exampleSiteWith((site) => {
  const { cp1 } = site.clusters['home']!.nodes;
  site.clusters['home']!.nodes = { cp1: cp1! };
  site.databases = {};
});
