import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/end-of-life',
  at: 'databases.pg-main.version',
  alsoSeenBy: ['postgres/supported-major'],
};

/** A major version that gets no releases any more. */
export default exampleSiteWith((site) => {
  site.databases['pg-main']!.version = '13.22';
});
