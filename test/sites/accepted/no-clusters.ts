import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** Host plane only: backups of virtual machines, and nothing of Kubernetes. */
export default exampleSiteWith((site) => {
  for (const part of ['clusters', 'databases', 'hostServices', 'secrets']) {
    Reflect.deleteProperty(site, part);
  }
});
