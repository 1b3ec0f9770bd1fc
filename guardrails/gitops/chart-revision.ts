import { chartSources } from '../../constructs/gitops/charts/derived';
import type { Manifest } from '../../constructs/model';
import { APPLICATION } from '../engine/delivery';
import { shown } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { certManager } from './rows/applications';

/** One version of a chart: three numbers, perhaps with what comes before a release. */
const EXACT = /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** A range of versions makes Git say nothing about what runs. */
export default defineGuardrail<Manifest>({
  kind: APPLICATION,
  severity: 'error',
  summary: 'a chart is installed at one version, not at the newest of a range',
  lesson: 'article 00 installs charts without a version',
  why: 'a new release of the chart is rolled out without a commit, at the hour of its release, and cannot be rolled back by one',
  fix: 'write the version that runs today, and raise it by a commit',
  waive: 'when the cluster is a lab that tries new releases',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/#helm',
  check: (application) =>
    chartSources(application).flatMap(({ at, version }) =>
      EXACT.test(version)
        ? []
        : [
            {
              at: `${at}.targetRevision`,
              got: version === '' ? 'nothing, which is the newest' : shown(version),
              expected: 'one version',
            },
          ],
    ),
  valid: [
    { name: 'a version', objects: [certManager(0)] },
    { name: 'a version before a release', objects: [chart('1.2.3-rc.1')] },
  ],
  invalid: [
    {
      name: 'a range',
      objects: [chart('1.x')],
      findings: [{ at: 'spec.source.targetRevision', got: '1.x' }],
    },
    {
      name: 'the newest patch',
      objects: [chart('~1.2.0')],
      findings: [{ at: 'spec.source.targetRevision', got: '~1.2.0' }],
    },
    {
      name: 'nothing',
      objects: [chart(undefined)],
      findings: [{ at: 'spec.source.targetRevision', got: 'nothing, which is the newest' }],
    },
  ],
});

function chart(targetRevision: string | undefined): Manifest {
  const application = certManager(0);
  const spec = application['spec'] as object;
  return {
    ...application,
    spec: { ...spec, source: { repoURL: 'https://charts.example', chart: 'widgets', targetRevision } },
  };
}
