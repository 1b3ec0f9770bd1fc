import type { StorageClass } from '../../imports/storage.k8s.io/v1';
import type { KubeObject } from '../../constructs/model';
import { defaultReplicas, LONGHORN_DRIVER } from '../../constructs/storage/longhorn/classes/derived';
import { exampleSiteWith } from '../engine/example-site';
import { recordOf, textOf } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { longhornClass, storageClass } from './rows/classes';

/** Parameters are read when a volume is made, so the class looks well until the first claim. */
export default defineGuardrail<StorageClass>({
  kind: 'storage.k8s.io/StorageClass',
  severity: 'error',
  summary: 'a Longhorn class whose data is strictly local asks for exactly one replica',
  why: "Longhorn's webhook refuses every volume of the class, so that its claims wait for ever; without the number it takes the setting's, which is 3 unless the site sets another",
  fix: 'write numberOfReplicas: "1", or dataLocality: best-effort for more copies; use StorageClass.database',
  waive: 'never',
  source: 'https://longhorn.io/docs/1.12.1/high-availability/data-locality/',
  check({ provisioner, parameters }, { site, subject }) {
    const { numberOfReplicas, dataLocality } = recordOf(parameters);
    if (provisioner !== LONGHORN_DRIVER || dataLocality !== 'strict-local') {
      return [];
    }
    const byDefault = defaultReplicas(site.clusters.get((subject as KubeObject).cluster));
    return isOne(numberOfReplicas === undefined ? String(byDefault) : numberOfReplicas)
      ? []
      : [
          {
            at: 'parameters.numberOfReplicas',
            got: textOf(numberOfReplicas) ?? `nothing, which means the setting: ${byDefault}`,
            expected: '"1", because dataLocality is strict-local',
          },
        ];
  },
  valid: [
    { name: 'one replica', objects: [longhornClass({ dataLocality: 'strict-local', numberOfReplicas: '1' })] },
    {
      name: 'no number, where the site sets one replica',
      objects: [longhornClass({ dataLocality: 'strict-local', numberOfReplicas: undefined })],
      site: exampleSiteWith((site) => {
        site.clusters['home']!.platform = { longhorn: { replicas: 1 } };
      }),
    },
    {
      name: 'two replicas, one of them near where possible',
      objects: [longhornClass({ dataLocality: 'best-effort' })],
    },
    {
      name: 'another driver, which may mean anything by it',
      objects: [
        storageClass('other', { provisioner: 'csi.example.org', parameters: { dataLocality: 'strict-local' } }),
      ],
    },
  ],
  invalid: [
    {
      name: 'three replicas, which cannot all be on one node',
      objects: [longhornClass({ dataLocality: 'strict-local', numberOfReplicas: '3' })],
      findings: [{ at: 'parameters.numberOfReplicas', got: '3' }],
    },
    {
      name: 'no number',
      objects: [longhornClass({ dataLocality: 'strict-local', numberOfReplicas: undefined })],
      findings: [{ at: 'parameters.numberOfReplicas', got: 'nothing, which means the setting: 3' }],
    },
  ],
});

/** As the driver reads numbers: `01` is one too. What is no text has a rule of its own. */
function isOne(text: unknown): boolean {
  return typeof text !== 'string' || /^\+?0*1$/.test(text);
}
