import { ALWAYS_EXCLUDED, EXCLUDED_BY_DEFAULT } from '../../constructs/gitops/derived';
import type { Manifest } from '../../constructs/model';
import { exampleSiteWith } from '../engine/example-site';
import { kindOf } from '../engine/kind';
import { defineGuardrail } from '../rule';

const slice: Manifest = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'pbs', namespace: 'site-hosts', labels: { 'kubernetes.io/service-name': 'pbs' } },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['192.0.2.20'] }],
  ports: [{ name: 'https', port: 8007, protocol: 'TCP' }],
};

const withDefaults = exampleSiteWith(({ clusters }) => {
  clusters['home']!.gitops.includedKinds = [];
});

const withSlices = exampleSiteWith(({ clusters }) => {
  clusters['home']!.gitops.includedKinds = ['discovery.k8s.io/EndpointSlice'];
});

const withLeases = exampleSiteWith(({ clusters }) => {
  clusters['home']!.gitops.includedKinds = ['coordination.k8s.io/Lease'];
});

/** Argo CD creates no object of a kind that it excludes, and says nothing about it. */
export default defineGuardrail<Manifest>({
  kind: EXCLUDED_BY_DEFAULT,
  severity: 'error',
  summary: 'no application holds a kind that Argo CD leaves out',
  why: 'Argo CD 3 excludes this kind by default: the application is Synced and Healthy, and the object never exists',
  fix: 'take the kind out of resource.exclusions in argocd-cm, and name it in gitops.includedKinds of the cluster',
  waive: 'when something other than Argo CD applies the object',
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/upgrading/2.14-3.0/',
  check: (manifest, index) => {
    const kind = kindOf(manifest);
    const { subject, site } = index;
    const cluster = subject.plane === 'kubernetes' ? site.clusters.get(subject.cluster) : undefined;
    const included = cluster?.gitops.includedKinds ?? [];
    // Some are left out whatever the settings say.
    return included.includes(kind) && !ALWAYS_EXCLUDED.includes(kind)
      ? []
      : [
          {
            at: 'kind',
            got: `${kind}, which Argo CD excludes by default`,
            expected: 'a kind that Argo CD delivers, or one that gitops.includedKinds names',
          },
        ];
  },
  valid: [
    { name: 'a slice that the site says is delivered', objects: [slice], site: withSlices },
    {
      name: 'no object of such a kind',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'pbs', namespace: 'site-hosts' },
          spec: { ports: [{ port: 8007 }] },
        },
      ],
    },
    {
      name: 'an APIService: Argo CD delivers it',
      objects: [
        {
          apiVersion: 'apiregistration.k8s.io/v1',
          kind: 'APIService',
          metadata: { name: 'v1beta1.metrics.k8s.io' },
          spec: { group: 'metrics.k8s.io', version: 'v1beta1', groupPriorityMinimum: 100, versionPriority: 100 },
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'an EndpointSlice, with the defaults of Argo CD',
      objects: [slice],
      site: withDefaults,
      findings: [{ at: 'kind', got: 'discovery.k8s.io/EndpointSlice, which Argo CD excludes by default' }],
    },
    {
      name: 'a Lease, which no setting lets in',
      site: withLeases,
      objects: [
        {
          apiVersion: 'coordination.k8s.io/v1',
          kind: 'Lease',
          metadata: { name: 'leader', namespace: 'apps' },
          spec: { leaseDurationSeconds: 15 },
        },
      ],
      findings: [{ at: 'kind', got: 'coordination.k8s.io/Lease, which Argo CD excludes by default' }],
    },
  ],
});
