import type { Manifest } from '../../../model';
import type { DerivedObject } from '../../../model/derived-object';
import { recordOf, textOf } from '../../../model/foreign';

const SOURCE = 'controller/recurring_job_controller.go';

/**
 * The CronJob that Longhorn makes of a RecurringJob, of the same name; nothing for other manifests. Its pods have no
 * resources, and nothing sets any.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/controller/recurring_job_controller.go
 */
export function recurringJobObjects({ apiVersion, kind, metadata, spec }: Manifest): readonly DerivedObject[] {
  if (kind !== 'RecurringJob' || !apiVersion.startsWith('longhorn.io/')) {
    return [];
  }
  const { name, namespace } = metadata;
  const labels = { 'longhorn.io/managed-by': 'longhorn-manager', 'recurring-job.longhorn.io': name };
  const pod = {
    serviceAccountName: 'longhorn-service-account',
    priorityClassName: 'longhorn-critical',
    restartPolicy: 'OnFailure',
    containers: [{ name }],
    volumes: [{ name: 'engine-binaries', hostPath: { path: '/var/lib/longhorn/engine-binaries/' } }],
  };
  const manifest: Manifest = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), labels },
    spec: {
      schedule: textOf(recordOf(spec)['cron']) ?? '',
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { template: { metadata: { labels }, spec: pod } } },
    },
  };
  return [{ kind: 'batch/CronJob', namespace, name, manifest, source: SOURCE }];
}
