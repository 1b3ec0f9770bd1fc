import type { ClusterInput, PlatformInput, PlatformSystem, Violation } from '../../constructs/model';
import { ARGO_CD } from '../../constructs/gitops/argo-cd/derived';
import { quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith, type ExampleSite } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** What a system cannot do without, and what it does without it. */
const NEEDS: Partial<Readonly<Record<PlatformSystem, Partial<Readonly<Record<PlatformSystem, string>>>>>> = {
  longhorn: { 'external-snapshotter': 'its snapshotter ends and starts again for ever' },
  'plugin-barman-cloud': {
    'cert-manager': 'its certificates are never made',
    'cloudnative-pg': 'nobody calls it',
  },
  'prometheus-operator': {
    'cert-manager': 'the certificate of its webhook is never made',
    'sealed-secrets': 'Grafana waits for its password',
  },
  traefik: { metallb: 'its Service waits for an address' },
};

/** A system that waits for another one for ever looks like one that is slow. */
export default defineSiteRule({
  severity: 'error',
  summary: 'every system of a platform comes with the systems that it needs',
  why: 'what it waits for never comes: its Application stays Progressing, and every later wave waits with it',
  fix: 'add the system that is missing to the platform, or leave out the one that needs it',
  waive: 'when the missing system is installed by other means, and declared under externals',
  source: 'docs/charts.md',
  check: (site) =>
    entriesOf(site.clusters).flatMap(([key, cluster]) => [
      ...entriesOf(NEEDS as Readonly<Record<string, Readonly<Record<string, string>>>>).flatMap(([system, needs]) =>
        missing(key, cluster.platform ?? {}, system as PlatformSystem, needs),
      ),
      ...wrongNamespace(key, cluster),
    ]),
  valid: [
    { name: 'no platform', site: EXAMPLE_SITE },
    {
      name: 'Traefik with MetalLB',
      site: platform({ metallb: { addresses: ['192.0.2.200/30'] }, traefik: { address: '192.0.2.200' } }),
    },
  ],
  invalid: [
    {
      name: 'Traefik without addresses, Longhorn without snapshots',
      site: platform({ longhorn: {}, traefik: { address: '192.0.2.200' } }),
      findings: [
        {
          at: 'clusters.home.platform.longhorn',
          got: 'longhorn without external-snapshotter: its snapshotter ends and starts again for ever',
        },
        {
          at: 'clusters.home.platform.traefik',
          got: 'traefik without metallb: its Service waits for an address',
        },
      ],
    },
    {
      name: 'the plugin for backups alone',
      site: platform({ 'plugin-barman-cloud': {} }),
      findings: [
        { at: 'clusters.home.platform.plugin-barman-cloud' },
        { at: 'clusters.home.platform.plugin-barman-cloud' },
      ],
    },
    {
      name: 'Argo CD in a namespace that its chart is not known in',
      site: platform({ 'argo-cd': { host: 'argocd.example.internal' } }, (site) => {
        site.clusters['home']!.gitops.namespace = 'delivery';
      }),
      findings: [{ at: 'clusters.home.gitops.namespace', got: '"delivery"' }],
    },
  ],
});

function platform(given: PlatformInput, change: (site: ExampleSite) => void = () => undefined): typeof EXAMPLE_SITE {
  return exampleSiteWith((site) => {
    Object.assign(site.clusters['home']!, { platform: given });
    change(site);
  });
}

function missing(
  key: string,
  given: PlatformInput,
  system: PlatformSystem,
  needs: Readonly<Record<string, string>>,
): Violation[] {
  const { at } = placed(['clusters', key, 'platform', system], '');
  return given[system] === undefined
    ? []
    : entriesOf(needs).flatMap(([other, without]) =>
        given[other as PlatformSystem] !== undefined
          ? []
          : [{ at, got: `${system} without ${other}: ${without}`, expected: `${other} in the same platform` }],
      );
}

/** What is known of the chart holds for one namespace: names and rights follow from it. */
function wrongNamespace(key: string, { gitops: { namespace }, platform: given }: ClusterInput): Violation[] {
  if (given?.['argo-cd'] === undefined || namespace === undefined || namespace === ARGO_CD.namespace) {
    return [];
  }
  const { at } = placed(['clusters', key, 'gitops', 'namespace'], '');
  return [{ at, got: quoted(namespace), expected: `${ARGO_CD.namespace}, where the platform installs Argo CD` }];
}
