import type { App } from 'cdk8s';
import { Chart } from 'cdk8s';
import type { SpecError } from '../../constructs/model';
import { defineSite, isSiteInput, resolve, unresolved, type SiteInput } from '../../constructs/model';
import { checkBundle } from '../../guardrails/engine/check';
import { EXAMPLE_SITE, exampleSiteWith } from '../../guardrails/engine/example-site';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { siteWaivers } from '../../guardrails/engine/waiver-holders';
import { RULES } from '../../guardrails/registry';
import { renderBundle } from '../../synth/render/bundle';

/** Ids, places and texts of the findings of a site with one chart. */
function findingsOf(site: SiteInput, build: (app: App) => void): string[] {
  const bundle = renderBundle({ site, charts: () => [{ app: 'app', build }], stacks: () => [] });
  return checkBundle(bundle, RULES).findings.map(({ rule, where, path }) => `${rule} ${where} ${path}`);
}

/** One rule that may be waived, and the one that judges waivers. */
const RULES_OF_WAIVERS = [...RULES].filter(([id]) => id === 'structure/image' || id === 'structure/waiver');

function thrown(run: () => unknown): SpecError {
  try {
    run();
  } catch (error) {
    return error as SpecError;
  }
  throw new Error('nothing was thrown');
}

describe('defineSite', () => {
  it('marks a site, and nothing else is one', () => {
    expect(isSiteInput(EXAMPLE_SITE)).toBe(true);
    expect([{ ...EXAMPLE_SITE.hosts }, null, 'site', undefined].some(isSiteInput)).toBe(false);
  });

  it('gives a site that nobody changes by accident', () => {
    expect(Object.isFrozen(EXAMPLE_SITE)).toBe(true);
  });
});

describe('resolve', () => {
  const site = resolve(EXAMPLE_SITE);

  it('gives hosts their name in DNS', () => {
    expect(site.host('pbs')).toMatchObject({ key: 'pbs', fqdn: 'pbs.example.internal' });
  });

  it('gives nodes the network of their cluster, unless they name one', () => {
    const moved = exampleSiteWith(({ clusters }) => {
      clusters['home']!.nodes['w2']!.network = 'dmz';
    });
    expect(
      resolve(moved)
        .cluster('home')
        .nodes.map(({ name, network }) => [name, network]),
    ).toEqual([
      ['cp1', 'lan'],
      ['w1', 'lan'],
      ['w2', 'dmz'],
    ]);
  });

  it('gives every default that the model documents', () => {
    expect(site.cluster('home').gitops).toMatchObject({ path: 'dist', namespace: 'argocd' });
    const { instances: _instances, ...database } = EXAMPLE_SITE.databases!['pg-main']!;
    const [resolved] = resolve(defineSite({ ...EXAMPLE_SITE, databases: { 'pg-main': database } })).databases;
    expect(resolved).toMatchObject({ key: 'pg-main', name: 'pg-main', instances: 3, database: 'app', owner: 'app' });
    expect(site.hostServices).toMatchObject([{ key: 'pbs', name: 'pbs' }]);
    expect(site.pveBackups).toMatchObject([{ storageId: 'pbs-main', pbs: 'pbs' }]);
  });

  it('counts a host among its own failure domains', () => {
    expect(site.failureDomainsOf('pve1')).toEqual(['host:pve1', 'rack-a']);
  });

  it('keeps a host that is called like a part of every object', () => {
    const odd = exampleSiteWith((draft) => {
      draft.hosts = { ...draft.hosts, ['__proto__']: draft.hosts['nas']! };
    });
    expect(resolve(odd).host('__proto__').fqdn).toBe('__proto__.example.internal');
    expect([...resolve(odd).hosts.keys()]).not.toContain('toString');
  });

  it.each(['toString', '__proto__', 'pve3'])('fails: a host %s that is not there, with those that are', (key) => {
    const error = thrown(() => site.host(key, 'pve.api'));
    expect(error).toMatchObject({ rule: 'site/unknown-reference', where: 'site example' });
    expect(error.violation).toEqual({
      at: 'pve.api',
      got: JSON.stringify(key),
      expected: 'a host of the site: pve1, pve2, pbs, s3, nas',
    });
  });

  it('fails: a cluster of a site without clusters', () => {
    const bare = resolve(defineSite({ name: 'bare', domain: 'x', failureDomains: {}, networks: {}, hosts: {} }));
    expect(thrown(() => bare.cluster('home')).violation.expected).toBe('a cluster of the site: there is none');
  });

  it('fails: a host of another role', () => {
    const error = thrown(() => site.hostOfRole('nas', 'pbs', 'pve.backups.x.pbs'));
    expect(error).toMatchObject({ rule: 'site/wrong-role', violation: { got: 'nas, which has the role nas' } });
    expect(site.hostOfRole('pbs', 'pbs').datastores).toEqual({ main: { path: '/mnt/datastore/main' } });
  });
});

describe('unresolved', () => {
  it('keeps what was written, and gives nothing to build from', () => {
    const broken = { name: 'broken', hosts: 'none' } as unknown as SiteInput;
    const site = unresolved(broken);
    expect(site.input).toBe(broken);
    expect(site.name).toBe('broken');
    expect([site.hosts.size, site.clusters.size, site.databases.length]).toEqual([0, 0, 0]);
    expect(unresolved({ name: 7 } as unknown as SiteInput).name).toBe('');
  });
});

describe('findings of a site and of what is built from it', () => {
  const misspelt = exampleSiteWith((site) => {
    site.hostServices['pbs']!.host = 'bps';
  });
  const follow = (app: App): void => {
    resolve(misspelt).host('bps', new Chart(app, 'app').node.id);
  };

  it('tells a fault of the site once, where it was written', () => {
    expect(findingsOf(misspelt, follow)).toEqual(['site/unknown-reference site example hostServices.pbs.host']);
  });

  it('still tells what else keeps a chart from being built', () => {
    const stop = (): void => {
      throw new Error('no such file');
    };
    expect(findingsOf(misspelt, stop)).toEqual([
      'render/part-failed home/app build',
      'site/unknown-reference site example hostServices.pbs.host',
    ]);
  });

  it('fails: a chart that stops at a value whose finding is waived, or a warning only', () => {
    const even = exampleSiteWith(({ clusters }) => {
      clusters['home']!.nodes['cp2'] = { role: 'control-plane', host: 'pve2', vmId: 102, address: '192.0.2.102' };
    });
    const stop = (): void => {
      throw new Error('2 control-plane nodes, of which 0 may fail');
    };
    expect(findingsOf(even, stop)).toEqual([
      'render/part-failed home/app build',
      'site/even-control-plane site example clusters.home.nodes',
    ]);
    const reason = 'cp3 is being replaced';
    const waived = { ...even, waivers: [{ rule: 'site/even-control-plane', at: 'clusters.home.nodes', reason }] };
    expect(findingsOf(defineSite(waived), stop)).toEqual(['render/part-failed home/app build']);
  });

  it('tells every fault of a site at once, in the order of their places', () => {
    const site = exampleSiteWith((draft) => {
      draft.hosts['nas']!.address = '192.0.3.22';
      draft.clusters['home']!.kubernetes = '1.99';
      draft.databases['pg-main']!.memory = '2GB';
    });
    expect(findingsOf(site, () => undefined)).toEqual([
      'site/unknown-version site example clusters.home.kubernetes',
      'site/quantity site example databases.pg-main.memory',
      'site/address-outside-network site example hosts.nas.address',
    ]);
  });

  it('tells the shape alone where nothing can be built', () => {
    const site = exampleSiteWith((draft) => {
      Reflect.deleteProperty(draft, 'networks');
      draft.clusters['home']!.kubernetes = '1.99';
    });
    expect(findingsOf(site, follow)).toEqual(['site/shape site example networks']);
  });

  it('waives a finding of a rendered object by its place, and reports the waiver of each object', () => {
    const reason = 'a laboratory';
    const rule = 'structure/image';
    const objects = ['web', 'api'].map((name) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'default' },
      spec: { containers: [{ name, image: `${name}:latest` }] },
    }));
    const check = (...at: string[]): ReturnType<typeof checkBundle> => {
      const site = defineSite({ ...EXAMPLE_SITE, waivers: at.map((place) => ({ rule, at: place, reason })) });
      return checkBundle(bundleOfRow({ name: 'pods', site, objects }), new Map(RULES_OF_WAIVERS));
    };
    const places = ({ findings }: ReturnType<typeof checkBundle>): string[] =>
      findings.map((finding) => `${finding.rule} ${finding.where} ${finding.path}`);
    expect(check('home/row/0', 'home/row/1')).toMatchObject({
      findings: [],
      waived: [
        { rule, where: 'home/row/0', object: 'Pod default/web', reason },
        { rule, where: 'home/row/1', object: 'Pod default/api', reason },
      ],
    });
    expect(places(check('home/row/0'))).toEqual([`${rule} home/row/1 spec.containers[0].image`]);
    const stale = check('home/row/0', 'home/row/1', 'home/row/2', 'spec.containers[0].image');
    expect(places(stale)).toEqual([
      'structure/waiver site example waivers[2]',
      'structure/waiver site example waivers[3]',
    ]);
    expect(stale.findings[0]?.got).toBe(`a waiver of a rule that this site keeps there (${rule})`);
  });

  it('offers the rule that a misspelt waiver was meant to name, as it is written there', () => {
    const metadata = { name: 'web', namespace: 'default', annotations: { 'waive.rackprof/structure.imgae': 'a' } };
    const waivers = [{ rule: 'structure/imgae', at: 'home/row/0', reason: 'a' }];
    const site = defineSite({ ...EXAMPLE_SITE, waivers });
    const objects = [{ apiVersion: 'v1', kind: 'Pod', metadata }];
    const { findings } = checkBundle(bundleOfRow({ name: 'pod', site, objects }), new Map(RULES_OF_WAIVERS));
    expect(findings.map(({ where, got, fix }) => [where, got, fix])).toEqual([
      ['home/row/0', '"waive.rackprof/structure.imgae", which waives nothing', 'write waive.rackproof/structure.image'],
      ['site example', 'the name of no rule (structure/imgae)', 'write structure/image'],
    ]);
  });

  it('fails: an annotation that was meant as a waiver, once, though its key is none either', () => {
    const metadata = { name: 'apps', annotations: { 'waive.rackproof/structure/image': 'a' } };
    const objects = [{ apiVersion: 'v1', kind: 'Namespace', metadata }];
    const { findings } = checkBundle(bundleOfRow({ name: 'namespace', objects }), RULES);
    expect(findings.map(({ rule }) => rule)).toEqual(['structure/waiver']);
  });

  it('fails: texts that would be those of another fault of the same rule', () => {
    const labels = { 'pod-security.kubernetes.io/enforce-version': '1.35' };
    const resources = { requests: { cpu: '2' }, limits: { cpu: '1' } };
    const objects = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps', labels } },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', namespace: 'apps' },
        spec: { containers: [{ name: 'web', image: 'ghcr.io/example/web:2.1.0', resources }] },
      },
    ];
    const { findings } = checkBundle(bundleOfRow({ name: 'texts', objects }), RULES);
    expect(findings.map(({ rule, fix }) => [rule, fix])).toEqual([
      ['structure/pod-security-level', 'write latest, or v and the minor version of the cluster: v1.35'],
      ['structure/quantity', 'lower the request to 1, or raise the limit to 2'],
    ]);
  });

  it('reads no waivers of a site without its shape: what they are for is not judged', () => {
    const unread = (site: object): unknown => siteWaivers(site as SiteInput);
    expect(unread({ ...EXAMPLE_SITE, waivers: 'all of them' })).toEqual([]);
    const waivers = [{ rule: 'site/unused', at: 'networks.lan', reason: 'ahead of its machines' }];
    expect(unread({ ...EXAMPLE_SITE, waivers, hosts: 7 })).toEqual([]);
    expect(unread({ ...EXAMPLE_SITE, waivers })).toMatchObject([{ where: 'site example', object: '' }]);
    const broken = { ...EXAMPLE_SITE, waivers, hosts: 7 } as unknown as SiteInput;
    expect(findingsOf(defineSite(broken), () => undefined)).toEqual(['site/shape site example hosts']);
  });
});
