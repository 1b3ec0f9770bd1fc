import { recordOf } from '../../constructs/model/foreign';
import { derivedObjects } from '../../guardrails/engine/derived-objects';
import { validateManifest } from '../../guardrails/schemas';

const job = (apiVersion: string, kind = 'RecurringJob') => ({
  apiVersion,
  kind,
  metadata: { name: 'nightly', namespace: 'longhorn-system' },
  spec: { cron: '0 2 * * *', task: 'backup', retain: 7, concurrency: 1 },
});

describe('the CronJob of a RecurringJob', () => {
  const [made, ...more] = derivedObjects(job('longhorn.io/v1beta2'));

  it('has its name, its schedule, and pods by which policies can find it', () => {
    expect(more).toEqual([]);
    expect(made).toMatchObject({ kind: 'batch/CronJob', namespace: 'longhorn-system', name: 'nightly' });
    const spec = recordOf(made?.manifest?.['spec']);
    expect(spec).toMatchObject({ schedule: '0 2 * * *' });
    expect(JSON.stringify(spec['jobTemplate'])).toContain('"recurring-job.longhorn.io":"nightly"');
  });

  it('is an object that an API server accepts', () => {
    expect(validateManifest(made?.manifest).faults).toEqual([]);
  });

  it('is made of nothing else', () => {
    expect(derivedObjects(job('example.org/v1'))).toEqual([]);
    expect(derivedObjects(job('longhorn.io/v1beta2', 'Volume'))).toEqual([]);
  });
});
