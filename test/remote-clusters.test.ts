import { defineProgram } from '../cli/program';
import { resolve, type Manifest } from '../constructs/model';
import { checkBundle } from '../guardrails/engine/check';
import { exampleSiteWith } from '../guardrails/engine/example-site';
import { RULES } from '../guardrails/registry';
import { renderBundle } from '../synth/render/bundle';
import { count, find, findAll } from '../testing';

/** A second cluster, which the Argo CD of the first one delivers. */
const site = exampleSiteWith((input) => {
  const home = input.clusters['home']!;
  input.clusters['lab'] = {
    ...structuredClone(home),
    controlPlaneAddress: '192.0.2.130',
    podCidr: '10.245.0.0/16',
    serviceCidr: '10.128.0.0/16',
    nodes: { lab1: { role: 'control-plane', host: 'pve1', vmId: 131, address: '192.0.2.131' } },
    gitops: { ...home.gitops, deliveredBy: 'home' },
  };
  input.hostServices['lab-pbs'] = { ...input.hostServices['pbs']!, cluster: 'lab', name: 'pbs' };
});

const bundle = renderBundle(defineProgram({ site }));

function manifestsOf(cluster: string, app: string): readonly Manifest[] {
  return bundle.objects.flatMap((object) => (object.cluster === cluster && object.app === app ? object.manifest : []));
}

describe('a cluster that is delivered by another one', () => {
  it('has no findings', () => {
    const { findings } = checkBundle(bundle, RULES);
    expect(findings).toEqual([]);
  });

  it('is an entry of an ApplicationSet of that one, which keeps what it delivered', () => {
    const { spec } = find(manifestsOf('home', 'apps'), { kind: 'argoproj.io/ApplicationSet', name: 'clusters' });
    expect(spec).toMatchObject({
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
      generators: [
        {
          list: {
            elements: [
              {
                cluster: 'lab',
                repoURL: 'https://git.example.internal/site.git',
                revision: 'main',
                path: 'dist/clusters/lab/apps',
              },
            ],
          },
        },
      ],
      template: {
        metadata: { name: '{{.cluster}}-apps', namespace: 'argocd' },
        spec: {
          project: 'gitops',
          destination: { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
        },
      },
    });
  });

  it('has Applications and projects with names of its own, that lead to its own API server', () => {
    const apps = manifestsOf('lab', 'apps');
    const applications = findAll(apps, { kind: 'argoproj.io/Application' });
    expect(applications.map(({ metadata: { name } }) => name).sort()).toEqual(['lab-host-services', 'lab-namespaces']);
    for (const { spec } of applications) {
      expect(spec).toMatchObject({ destination: { server: 'https://192.0.2.130:6443' } });
    }
    const project = find(apps, { kind: 'argoproj.io/AppProject', name: 'lab-site' });
    expect(project['spec']).toMatchObject({
      destinations: [{ server: 'https://192.0.2.130:6443', namespace: 'site-hosts' }],
    });
    expect(find(apps, { kind: 'argoproj.io/Application', name: 'lab-host-services' })['spec']).toMatchObject({
      project: 'lab-site',
      source: { path: 'dist/clusters/lab/host-services' },
    });
  });

  it('has no Application for a person to apply; the other one has', () => {
    expect(manifestsOf('lab', 'root')).toEqual([]);
    expect(count(manifestsOf('home', 'root'), { kind: 'argoproj.io/Application' })).toBe(1);
  });

  it('shares no name of an Argo CD object with any other cluster', () => {
    const names = bundle.objects.flatMap(({ app, manifest: { kind, metadata } }) =>
      app === 'apps' || app === 'root' ? [`${kind} ${metadata.namespace ?? ''}/${metadata.name}`] : [],
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('where a cluster is delivered from', () => {
  it('is its own Argo CD unless the site says otherwise', () => {
    const { clusters } = resolve(site);
    expect(clusters.get('home')).toMatchObject({
      delivers: ['lab'],
      delivery: { namespace: 'argocd', server: 'https://kubernetes.default.svc', prefix: '', isRemote: false },
    });
    expect(clusters.get('lab')).toMatchObject({ delivers: [], delivery: { prefix: 'lab-', isRemote: true } });
  });

  it('follows the namespace of that Argo CD, and an address of either family', () => {
    const other = exampleSiteWith((input) => {
      const home = input.clusters['home']!;
      home.gitops.namespace = 'delivery';
      input.clusters['lab'] = {
        ...structuredClone(home),
        controlPlaneAddress: '2001:db8::1',
        gitops: { repoURL: home.gitops.repoURL, revision: 'main', deliveredBy: 'home' },
      };
    });
    expect(resolve(other).cluster('lab').delivery).toEqual({
      namespace: 'delivery',
      server: 'https://[2001:db8::1]:6443',
      prefix: 'lab-',
      isRemote: true,
    });
  });
});
