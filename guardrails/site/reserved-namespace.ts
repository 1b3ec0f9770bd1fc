import type { SiteInput, Violation } from '../../constructs/model';
import { quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Namespaces that Kubernetes creates itself. */
const OF_KUBERNETES: ReadonlySet<string> = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system']);

/** What the site says of Argo CD; see `GitOpsInput.namespace`. */
const ARGO_CD = 'argocd';

function ownerOf(namespace: string, cluster: string, { clusters }: SiteInput): string | undefined {
  if (OF_KUBERNETES.has(namespace)) {
    return 'a namespace of Kubernetes itself';
  }
  const known = new Map(entriesOf(clusters)).get(cluster);
  return known !== undefined && namespace === (known.gitops.namespace ?? ARGO_CD)
    ? 'the namespace of Argo CD'
    : undefined;
}

/** The namespaces that the site asks for are created by it, and so they are its own. */
export default defineSiteRule({
  severity: 'error',
  summary: 'databases and Services have namespaces of their own, none of Kubernetes or of Argo CD',
  why: 'the namespace is rendered with Pod Security level restricted and handed to Argo CD: pods of the system that live there, such as kube-proxy and the CNI, would be refused',
  fix: 'choose a name of its own: databases, site-hosts',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces',
  check: (site) =>
    (['databases', 'hostServices', 'nfsVolumes', 'pgAdmins'] as const).flatMap((part) =>
      entriesOf<{ readonly namespace: string; readonly cluster: string }>(site[part]).flatMap(
        ([key, { namespace, cluster }]): Violation[] => {
          const owner = ownerOf(namespace, cluster, site);
          const { at } = placed([part, key, 'namespace'], namespace);
          return owner === undefined
            ? []
            : [{ at, got: `${quoted(namespace)}, ${owner}`, expected: 'a namespace that this site creates' }];
        },
      ),
    ),
  valid: [
    { name: 'a namespace for databases and one for hosts', site: EXAMPLE_SITE },
    {
      name: 'a name that is that of Argo CD elsewhere',
      site: exampleSiteWith((site) => {
        site.clusters['home']!.gitops.namespace = 'delivery';
        site.databases['pg-main']!.namespace = 'argocd';
      }),
    },
  ],
  invalid: [
    {
      name: 'the namespace of the system, and the one for those who did not choose',
      site: exampleSiteWith((site) => {
        site.databases['pg-main']!.namespace = 'kube-system';
        site.hostServices['pbs']!.namespace = 'default';
      }),
      findings: [
        { at: 'databases.pg-main.namespace', got: '"kube-system", a namespace of Kubernetes itself' },
        { at: 'hostServices.pbs.namespace', got: '"default", a namespace of Kubernetes itself' },
      ],
    },
    {
      name: 'the namespace of Argo CD, by default and by name',
      site: exampleSiteWith((site) => {
        const home = site.clusters['home']!;
        site.clusters['lab'] = { ...home, gitops: { ...home.gitops, namespace: 'delivery' } };
        site.databases['pg-main']!.namespace = 'argocd';
        Object.assign(site.hostServices['pbs']!, { cluster: 'lab', namespace: 'delivery' });
      }),
      findings: [
        { at: 'databases.pg-main.namespace', got: '"argocd", the namespace of Argo CD' },
        { at: 'hostServices.pbs.namespace', got: '"delivery", the namespace of Argo CD' },
      ],
    },
    {
      name: 'the other namespaces that every cluster starts with',
      site: exampleSiteWith((site) => {
        site.databases['pg-main']!.namespace = 'kube-public';
        site.hostServices['pbs']!.namespace = 'kube-node-lease';
      }),
      findings: [{ at: 'databases.pg-main.namespace' }, { at: 'hostServices.pbs.namespace' }],
    },
  ],
});
