import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/unmaintained-s3-server', at: 'hosts.s3.build' };

/** MinIO, and no word of who mends it. */
export default exampleSiteWith((site) => {
  Object.assign(site.hosts['s3']!, { flavour: 'minio', reason: 'object lock' });
});
