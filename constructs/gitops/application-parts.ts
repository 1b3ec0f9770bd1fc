import type { ApiObjectMetadata } from 'cdk8s';
import type { SpecSyncPolicy } from '../../imports/argoproj.io/v1alpha1';
import type { Cluster } from '../model';
import { boundedName } from '../model/dns-name';
import { nameRule } from '../model/name-rule';

/** Annotation with the wave of an object within its sync; lower ones come first. */
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** Name of the Application of a chart: its id, as far as it is legal. */
export function applicationName({ delivery: { prefix } }: Cluster, app: string): string {
  return boundedName([`${prefix}${app}`], nameRule('argoproj.io', 'Application'));
}

/** Metadata of an Application. */
export function applicationMetadata(
  cluster: Cluster,
  app: string,
  annotations: Readonly<Record<string, string>>,
): ApiObjectMetadata {
  return { name: applicationName(cluster, app), namespace: cluster.delivery.namespace, annotations };
}

/**
 * How Applications are synchronised: by themselves, healing what somebody changed, never emptied, and after a failure again and again.
 *
 * @param options sync options besides those that all have
 */
export function syncPolicy(options: readonly string[] = []): SpecSyncPolicy {
  return {
    automated: { prune: true, selfHeal: true, allowEmpty: false },
    // Two Applications that hold the same object would take it from each other for ever.
    syncOptions: ['FailOnSharedResource=true', ...options],
    // Without an end, each time with what Git has by then: what gave up stays broken although its cause is gone.
    retry: { limit: -1, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
  };
}
