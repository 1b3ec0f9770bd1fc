import { chartKnowledge, chartSources } from '../../constructs/gitops/charts/derived';
import { LARGEST_ANNOTATION } from '../../constructs/gitops/derived';
import { CLOUDNATIVE_PG } from '../../constructs/postgres/operator/derived';
import type { Manifest } from '../../constructs/model';
import { APPLICATION } from '../engine/delivery';
import { listOf, recordOf } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { certManager, chartApplication } from './rows/applications';

const SERVER_SIDE = 'ServerSideApply=true';

/** Client-side apply stores an object in an annotation of itself, and annotations have an end. */
export default defineGuardrail<Manifest>({
  kind: APPLICATION,
  severity: 'error',
  summary: 'a chart with a definition of more than 262,144 bytes is applied on the server',
  why: 'the API server refuses the object: metadata.annotations: Too long; the sync fails at the definition, and with it everything of that kind',
  fix: `add ${SERVER_SIDE} to spec.syncPolicy.syncOptions`,
  waive: 'never',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#server-side-apply',
  check: (application) => {
    const { syncOptions } = recordOf(recordOf(application['spec'])['syncPolicy']);
    const isOnServer = listOf(syncOptions).includes(SERVER_SIDE);
    return (isOnServer ? [] : chartSources(application)).flatMap((source) => {
      const knowledge = chartKnowledge(source);
      const objects = knowledge.extent === 'none' ? [] : knowledge.definition.rendered.objects;
      const large = objects.filter(({ bytes = 0 }) => bytes > LARGEST_ANNOTATION);
      return large.map(({ manifest, bytes }) => ({
        at: 'spec.syncPolicy.syncOptions',
        got: `client-side apply of ${manifest.metadata.name}, ${bytes!} bytes`,
        expected: SERVER_SIDE,
      }));
    });
  },
  valid: [
    { name: 'a chart with small definitions', objects: [certManager(0)] },
    {
      name: 'large definitions, applied on the server',
      objects: [chartApplication(CLOUDNATIVE_PG, { syncPolicy: { syncOptions: [SERVER_SIDE] } })],
    },
  ],
  invalid: [
    {
      name: 'large definitions without it',
      objects: [chartApplication(CLOUDNATIVE_PG)],
      findings: [
        {
          at: 'spec.syncPolicy.syncOptions',
          got: 'client-side apply of clusters.postgresql.cnpg.io, 271996 bytes',
        },
        { at: 'spec.syncPolicy.syncOptions', got: 'client-side apply of poolers.postgresql.cnpg.io, 338812 bytes' },
      ],
    },
    {
      name: 'switched off by name',
      objects: [chartApplication(CLOUDNATIVE_PG, { syncPolicy: { syncOptions: ['ServerSideApply=false'] } })],
      findings: [{ at: 'spec.syncPolicy.syncOptions' }, { at: 'spec.syncPolicy.syncOptions' }],
    },
  ],
});
