import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/port',
  at: 'hostServices.pbs.ports[0]',
};

/** A port on which nothing can listen. */
export default exampleSiteWith((site) => {
  site.hostServices['pbs']!.ports[0]!.port = 0;
});
