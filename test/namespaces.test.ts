import { namespaceCharts } from '../charts/namespaces';
import type { Manifest } from '../constructs/model';
import { exampleSiteWith, type ExampleSite } from '../guardrails/engine/example-site';
import { renderBundle } from '../synth/render/bundle';
import { find } from '../testing';

function namespaces(change: (site: ExampleSite) => void): readonly Manifest[] {
  const site = exampleSiteWith(change);
  return renderBundle({ site, charts: namespaceCharts, stacks: () => [] }).objects.map(({ manifest }) => manifest);
}

const level = (manifests: readonly Manifest[], name: string): unknown =>
  find(manifests, { kind: 'Namespace', name }).metadata.labels!['pod-security.kubernetes.io/enforce'];

describe('namespaces of a cluster', () => {
  it('are those of everything that the site puts there, each once, at the strictest level', () => {
    const made = namespaces(() => undefined);
    expect(made.map(({ metadata: { name } }) => name)).toEqual(['databases', 'monitoring', 'site-hosts']);
    expect(made.map(({ metadata: { name } }) => level(made, name))).toEqual(['restricted', 'restricted', 'restricted']);
  });

  it('are never those of Kubernetes itself', () => {
    const made = namespaces(({ clusters }) => {
      Object.assign(clusters['home']!, { platform: { 'metrics-server': {}, 'sealed-secrets': { certificates: [] } } });
    });
    expect(made.map(({ metadata: { name } }) => name)).not.toContain('kube-system');
  });

  it('have the level of the most daring pods, and its reason', () => {
    const made = namespaces(({ clusters }) => {
      Object.assign(clusters['home']!, {
        platform: {
          'prometheus-operator': {
            prometheus: { size: '1Gi', storageClass: 'local' },
            alertmanager: { size: '1Gi', storageClass: 'local' },
          },
        },
      });
    });
    expect(level(made, 'monitoring')).toBe('privileged');
    expect(find(made, { kind: 'Namespace', name: 'monitoring' }).metadata.annotations).toHaveProperty([
      'waive.rackproof/structure.pod-security-level',
    ]);
  });

  it('are also those that the site names, at the level that it names', () => {
    const made = namespaces(({ clusters }) => {
      clusters['home']!.namespaces = { wiki: {}, gpu: { podSecurity: 'baseline' } };
    });
    expect(level(made, 'wiki')).toBe('restricted');
    expect(level(made, 'gpu')).toBe('baseline');
  });
});
