import { CERT_MANAGER } from '../../constructs/certificates/cert-manager/derived';
import { chartKnowledge, chartSources } from '../../constructs/gitops/charts/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { chartObjects, chartValues, type ChartDefinition } from '../../constructs/model/chart';
import { APPLICATION } from '../engine/delivery';
import { recordOf, shown } from '../engine/fields';
import { containerFields } from '../engine/pods';
import { defineGuardrail } from '../rule';
import { certManager } from './rows/applications';

/** A container without requests is the first to be killed; one without a limit takes its node with it. */
export default defineGuardrail<Manifest>({
  kind: APPLICATION,
  severity: 'error',
  summary:
    'every container of a known chart has requests and limits for CPU and memory, wherever the chart has a value for them',
  lesson: 'article 00 sets resources for the database alone; the operators beside it have none',
  why: 'without requests the scheduler packs a node beyond what it holds, and the kernel then kills what it likes, the operator of the database included',
  fix: 'set the value of the chart that holds the resources of this container',
  waive: 'when a measured peak is not known yet and the node has room',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/',
  check: (application) =>
    chartSources(application).flatMap((source) => {
      const knowledge = chartKnowledge(source);
      return knowledge.extent === 'whole' || knowledge.extent === 'partly'
        ? chartObjects(knowledge.definition, knowledge.values).flatMap(({ kind, manifest }) =>
            manifest === undefined ? [] : violationsIn(source.at, kind, manifest, knowledge.definition),
          )
        : [];
    }),
  valid: [
    { name: 'resources for each container', objects: [certManager(0)] },
    {
      name: 'a chart that nobody here has read',
      objects: [otherChart()],
    },
  ],
  invalid: [
    {
      name: 'the chart as it comes: no container has any',
      objects: [certManager(0, { valuesObject: { crds: { enabled: true } } })],
      findings: [
        {
          at: 'spec.source.helm',
          got: 'apps/Deployment cert-manager, container cert-manager-controller: no requests and no limits',
        },
        {
          at: 'spec.source.helm',
          got: 'apps/Deployment cert-manager-cainjector, container cert-manager-cainjector: no requests and no limits',
        },
        {
          at: 'spec.source.helm',
          got: 'apps/Deployment cert-manager-webhook, container cert-manager-webhook: no requests and no limits',
        },
      ],
    },
    {
      name: 'memory without a limit, for one container',
      objects: [
        certManager(0, {
          valuesObject: {
            ...chartValues(CERT_MANAGER),
            resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { cpu: '500m' } },
          },
        }),
      ],
      findings: [
        {
          at: 'spec.source.helm',
          got: 'apps/Deployment cert-manager, container cert-manager-controller: no memory in limits',
        },
      ],
    },
  ],
});

function otherChart(): Manifest {
  const application = certManager(0);
  const source = { repoURL: 'https://charts.example', chart: 'widgets', targetRevision: '1.2.3' };
  return { ...application, spec: { ...(application['spec'] as object), source } };
}

function violationsIn(at: string, kind: string, manifest: Manifest, { exemptions }: ChartDefinition): Violation[] {
  const workload = `${kind} ${manifest.metadata.name}`;
  const exempt = new Set(exemptions.flatMap((each) => (each.workload === workload ? each.containers : [])));
  return containerFields(manifest, '').flatMap(({ value }) => {
    const { name, resources } = recordOf(value);
    const missing = missingIn(recordOf(resources));
    return missing === undefined || exempt.has(String(name))
      ? []
      : [
          {
            at: `${at}.helm`,
            got: `${workload}, container ${shown(name).replaceAll('"', '')}: ${missing}`,
            expected: 'requests and limits for cpu and memory',
          },
        ];
  });
}

/** What of requests and limits is not there. */
function missingIn({ requests, limits }: Readonly<Record<string, unknown>>): string | undefined {
  const parts = [...absentIn('requests', recordOf(requests)), ...absentIn('limits', recordOf(limits))];
  return parts.length === 0 ? undefined : parts.join(' and ');
}

function absentIn(part: string, amounts: Readonly<Record<string, unknown>>): readonly string[] {
  const absent = ['cpu', 'memory'].filter((unit) => amounts[unit] === undefined);
  return absent.length === 0 ? [] : [absent.length === 2 ? `no ${part}` : `no ${absent[0]!} in ${part}`];
}
