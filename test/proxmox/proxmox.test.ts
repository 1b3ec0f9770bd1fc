import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderArgs } from '@muhlba91/pulumi-proxmoxve';
import { Construct } from 'constructs';
import {
  BackupJob,
  HostResource,
  HostStack,
  hostType,
  PbsStorage,
  ProxmoxProvider,
  secretConfig,
} from '../../constructs/proxmox';
import { EXPERIMENTAL_VM_TYPES, secretInputsOf, STORAGE_TYPES, successorOf } from '../../constructs/proxmox/derived';
import { EXAMPLE_FINGERPRINT } from '../../guardrails/engine/example-proxmox';
import type { HostObject } from '../../constructs/model';
import { planOf } from '../../synth/plan';
import { renderStack } from '../../synth/render/host';

const ROOT = join(__dirname, '../..');
interface ThingArgs {
  a?: number;
  b?: { a: { c?: number | undefined; d: number }[]; z: number };
}

const THING = hostType<ThingArgs, object>('test:index/thing:Thing');

function render(build: (stack: HostStack) => void): readonly HostObject[] {
  const stack = new HostStack('test');
  build(stack);
  return renderStack(stack).leaves;
}

const thing = (scope: Construct, id: string, dependsOn: Construct[] = []): HostResource =>
  new HostResource(scope, id, { type: THING, inputs: {}, options: { dependsOn } });

const dependenciesIn = (build: (stack: HostStack) => void): Record<string, readonly string[]> =>
  Object.fromEntries(render(build).map(({ name, dependsOn }) => [name, dependsOn]));

describe('constructs of Proxmox VE', () => {
  const backup = (selection: ConstructorParameters<typeof BackupJob>[2]['selection'], address = '192.0.2.11') =>
    render((stack) => {
      const provider = new ProxmoxProvider(stack, 'pve', { address, port: 8443 });
      const storage = new PbsStorage(stack, 'pbs', {
        provider,
        storageId: 'pbs-main',
        server: '192.0.2.20',
        datastore: 'main-store',
        namespace: 'home',
        tokenId: 'backup@pbs!pve',
        tokenSecret: secretConfig('secret'),
        fingerprint: EXAMPLE_FINGERPRINT,
        nodes: ['pve1'],
      });
      new BackupJob(stack, 'job', { jobId: 'nightly', storage, schedule: 'sat 03:00', selection, mode: 'stop' });
    });

  it('renders every setting under the name that the provider has for it', () => {
    const [provider, storage, job] = backup({ vmIds: [111, 101] });
    expect(provider?.inputs).toEqual({
      apiToken: '${secret:pve-api-token}',
      endpoint: 'https://192.0.2.11:8443/',
    });
    expect(storage?.inputs).toEqual({
      contents: ['backup'],
      datastore: 'main-store',
      fingerprint: EXAMPLE_FINGERPRINT,
      namespace: 'home',
      nodes: ['pve1'],
      password: '${secret:secret}',
      resourceId: 'pbs-main',
      server: '192.0.2.20',
      username: 'backup@pbs!pve',
    });
    expect(storage?.options).toEqual({ deleteBeforeReplace: true, provider: 'pve' });
    expect(job).toMatchObject({ dependsOn: ['pbs'], options: { provider: 'pve' } });
    expect(job?.inputs).toEqual({
      enabled: true,
      mode: 'stop',
      repeatMissed: true,
      resourceId: 'nightly',
      schedule: 'sat 03:00',
      storage: 'pbs-main',
      vmids: ['101', '111'],
    });
  });

  it('renders each kind of selection, and both of two that JavaScript lets through', () => {
    expect(backup({ pool: 'production' })[2]?.inputs['pool']).toBe('production');
    expect(backup({ all: true })[2]?.inputs).not.toHaveProperty('vmids');
    expect(backup({ all: true, pool: 'p' } as never)[2]?.inputs).toMatchObject({ all: true, pool: 'p' });
  });

  it('writes an IPv6 address as a URL needs it', () => {
    expect(backup({ all: true }, '2001:db8::11')[0]?.inputs['endpoint']).toBe('https://[2001:db8::11]:8443/');
  });
});

describe('HostResource', () => {
  it('is named after its ids, without Resource', () => {
    const names = render((stack) => {
      const scope = new Construct(stack, 'outer');
      thing(new Construct(scope, 'inner'), 'Resource');
      thing(scope, 'leaf');
      thing(stack, 'Resource');
    }).map(({ name }) => name);
    expect(names).toEqual(['outer-inner', 'outer-leaf', 'Resource']);
  });

  it('writes inputs in code-point order, without what is undefined', () => {
    const [object] = render((stack) => {
      new HostResource(stack, 'x', { type: THING, inputs: { b: { z: 1, a: [{ d: 1, c: undefined }] }, a: 2 } });
    });
    expect(JSON.stringify(object?.inputs)).toBe('{"a":2,"b":{"a":[{"d":1}],"z":1}}');
  });

  it('depends on what its scopes depend on, and on everything inside a construct', () => {
    const dependencies = dependenciesIn((stack) => {
      const [from, to] = [new Construct(stack, 'from'), new Construct(stack, 'to')];
      thing(new Construct(from, 'deep'), 'a');
      thing(to, 'b');
      thing(new Construct(to, 'deep'), 'c');
      from.node.addDependency(to);
    });
    expect(dependencies).toEqual({ 'from-deep-a': ['to-b', 'to-deep-c'], 'to-b': [], 'to-deep-c': [] });
  });

  it('waits, as a part that depends on its whole, for the rest of the whole alone', () => {
    const dependencies = dependenciesIn((stack) => {
      const whole = new Construct(stack, 'whole');
      const part = new Construct(whole, 'part');
      thing(part, 'a');
      thing(part, 'b');
      thing(whole, 'c');
      part.node.addDependency(whole);
    });
    expect(dependencies).toEqual({ 'whole-part-a': ['whole-c'], 'whole-part-b': ['whole-c'], 'whole-c': [] });
  });

  it('names its provider as an option and not as a dependency, unless that was asked for', () => {
    const [, implied, asked] = render((stack) => {
      const type = hostType<ProviderArgs, object>('pulumi:providers:test');
      const provider = new HostResource(stack, 'p', { type, inputs: {} });
      new HostResource(stack, 'a', { type: THING, inputs: {}, options: { provider } });
      new HostResource(stack, 'b', { type: THING, inputs: {}, options: { provider, dependsOn: [provider] } });
    });
    expect(implied).toMatchObject({ dependsOn: [], options: { provider: 'p' } });
    expect(asked).toMatchObject({ dependsOn: ['p'], options: { provider: 'p' } });
  });

  it('fails: a provider that needs what it provides', () => {
    const stack = new HostStack('test');
    const type = hostType<ProviderArgs, object>('pulumi:providers:test');
    const provider = new HostResource(stack, 'p', { type, inputs: {} });
    const made = new HostResource(stack, 'a', { type: THING, inputs: {}, options: { provider } });
    provider.node.addDependency(made);
    const { violations } = renderStack(stack);
    expect(violations.map(({ rule, where }) => [rule, where])).toEqual([['render/dependency-cycle', 'test/p']]);
  });
});

describe('planOf', () => {
  const resource = (where: string, inputs: HostObject['inputs'], type = 'test:index/thing:Thing'): HostObject => {
    const [stack = ''] = where.split('/');
    return { plane: 'host', stack, where, type, name: where, inputs, dependsOn: [], options: { waive: { r: 'x' } } };
  };

  it('sorts by stack and path in code-point order', () => {
    const order = ['b/a', 'a/z', 'a/Z', 'a-b/a', 'a/ä'].map((where) => resource(where, {}));
    expect(planOf({ resources: order }).resources.map(({ path }) => path)).toEqual([
      'a/Z',
      'a/z',
      'a/ä',
      'a-b/a',
      'b/a',
    ]);
  });

  it('blanks secrets in clear, declared ones and those that their names give away, at any depth', () => {
    const [declared, named] = planOf({
      resources: [
        resource('a/declared', { password: 'hunter2-XYZZY', username: 'u' }, 'proxmoxve:storage/pbs:Pbs'),
        resource('a/named', { list: [{ apiToken: 'hunter2-XYZZY' }], 'odd.key': { password: 'hunter2-XYZZY' } }),
      ],
    }).resources;
    expect(declared?.inputs).toEqual({ password: '<redacted>', username: 'u' });
    expect(named?.inputs).toEqual({ list: [{ apiToken: '<redacted>' }], 'odd.key': { password: '<redacted>' } });
  });

  it('keeps what is only a reference to a secret, and no waiver', () => {
    const [planned] = planOf({ resources: [resource('a/x', { password: '${secret:key}' })] }).resources;
    expect(planned?.inputs).toEqual({ password: '${secret:key}' });
    expect(planned?.options).toEqual({});
  });
});

describe('what is known of the SDK', () => {
  const sources = sdkSources(join(ROOT, 'node_modules/@muhlba91/pulumi-proxmoxve'));
  const types = new Set(sources.flatMap((text) => typeOf(text) ?? []));

  it('knows every input that an SDK class wraps as a secret', () => {
    const wrapped = sources.flatMap((text) => {
      const type = typeOf(text);
      const token = type === 'proxmoxve' ? 'pulumi:providers:proxmoxve' : type;
      return [...text.matchAll(/args\?\.(\w+) \? pulumi\.secret/g)].map(([, input]) => `${token} ${input}`);
    });
    expect(wrapped.length).toBeGreaterThan(20);
    const missing = wrapped.filter((pair) => {
      const [type = '', input = ''] = pair.split(' ');
      return !secretInputsOf(type).includes(input);
    });
    expect(missing).toEqual([]);
  });

  it('names as successors only types that exist, and each for its Legacy type', () => {
    const legacy = [...types].filter((type) => /Legacy:\w+Legacy$/.test(type));
    const successors = legacy.flatMap((type) => successorOf(type) ?? []);
    expect(successors.filter((type) => !types.has(type))).toEqual([]);
    expect(successors.length).toBeGreaterThan(30);
    const unmatched = legacy.filter((type) => successorOf(type) === undefined);
    const withCurrent = unmatched.filter((type) => types.has(type.replace(/Legacy:(\w+)Legacy$/, ':$1')));
    expect(withCurrent).toEqual(['proxmoxve:index/vmLegacy:VmLegacy']);
  });

  it('names only types that exist', () => {
    expect([...STORAGE_TYPES, ...EXPERIMENTAL_VM_TYPES].filter((type) => !types.has(type))).toEqual([]);
  });
});

describe('without Pulumi', () => {
  it('loads no SDK with the constructs and the stacks', () => {
    const script = `
      require('./constructs/proxmox'); require('./stacks'); require('./synth/plan');
      const loaded = Object.keys(require.cache).filter((file) => /node_modules.(@pulumi|@muhlba91)/.test(file));
      console.log(JSON.stringify({ loaded, cached: Object.keys(require.cache).length }));`;
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--eval', script], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const { loaded, cached } = JSON.parse(output) as { loaded: string[]; cached: number };
    expect(loaded).toEqual([]);
    expect(cached).toBeGreaterThan(10);
  });
});

function sdkSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !file.includes('node_modules'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

function typeOf(source: string): string | undefined {
  return /__pulumiType = '([^']+)'/.exec(source)?.[1];
}
