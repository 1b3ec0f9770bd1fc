import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Token, TokenArgs } from '@muhlba91/pulumi-proxmoxve/user/token';
import { resolve, type SiteInput } from '../../constructs/model';
import { BackupJob, HostResource, HostStack, hostType, PBS, PROVIDER, secretConfig } from '../../constructs/proxmox';
import { PbsStorage, ProxmoxProvider } from '../../constructs/proxmox';
import { deploy, deployProgram } from '../../deploy';
import { checkBundle } from '../../guardrails/engine/check';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { RULES } from '../../guardrails/registry';
import referenceSite from '../../site/homelab';
import { stacks } from '../../stacks';
import { planOf, type PlannedResource } from '../../synth/plan';
import type { Program, StackBuilder } from '../../synth/program';
import { renderBundle } from '../../synth/render/bundle';
import { renderStack } from '../../synth/render/host';
import { mockEngine, settled, type Registration } from './mock-engine';

const TOKEN = hostType<TokenArgs, Token>('proxmoxve:user/token:Token');
const IN_CLEAR = { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'Xk29correcthorse' } };
const KEYS = ['pve-api-token', 'pbs-main-token-secret'];

/** Registers a stack with the mocks. */
async function register(stack: HostStack, keys: readonly string[] = KEYS): Promise<readonly Registration[]> {
  const registrations = mockEngine(stack.stackName, keys);
  deploy(stack);
  await settled();
  return registrations;
}

/** Runs a program as `pulumi up` does; gives what was registered, and what the program threw. */
async function run(program: Program, stack: string, [keys, secretKeys]: readonly (readonly string[])[] = [KEYS]) {
  const registrations = mockEngine(stack, keys ?? [], secretKeys);
  let thrown: unknown;
  try {
    deployProgram(program);
  } catch (error) {
    thrown = error;
  }
  await settled();
  return { registrations, thrown: thrown as Error | undefined };
}

/** The stack of a builder, whose type says only that it is a tree. */
function built(builder: StackBuilder): HostStack {
  const stack = builder.build();
  if (!HostStack.isHostStack(stack)) {
    throw new Error(`${builder.stack} is no HostStack`);
  }
  return stack;
}

function planned(stack: HostStack): readonly PlannedResource[] {
  return planOf({ resources: renderStack(stack).leaves }).resources;
}

/** What plan.json and the engine must agree on. */
function identityOf(resource: Registration | PlannedResource): object {
  const { type, name, inputs, dependsOn } = resource;
  const provider = 'provider' in resource ? resource.provider : (resource.options['provider'] ?? '');
  return { type, name, inputs, dependsOn, provider };
}

function byName(resources: readonly (Registration | PlannedResource)[]): object[] {
  return [...resources].sort((a, b) => (a.name < b.name ? -1 : 1)).map(identityOf);
}

function fail(message: string): never {
  throw new Error(message);
}

function programOf(site: SiteInput, own: Program['stacks'] = stacks): Program {
  return { site, charts: () => [], stacks: own };
}

describe('the stacks that follow from a site', () => {
  it('registers the small site as in the snapshot, components by scope', async () => {
    const [builder] = stacks(resolve(EXAMPLE_SITE));
    const registrations = await register(built(builder!));
    const shown = registrations.map((registration) => ({
      ...identityOf(registration),
      parent: registration.parent,
      secrets: registration.secrets,
    }));
    expect(shown).toMatchSnapshot();
  });

  it.each([
    ['the small site', EXAMPLE_SITE],
    ['the reference site', referenceSite],
  ])('registers for %s exactly the custom resources of plan.json', async (_name, site) => {
    const builders = stacks(resolve(site));
    expect(builders.length).toBeGreaterThan(0);
    for (const builder of builders) {
      const stack = built(builder);
      const keys = planned(stack).flatMap(({ inputs }) => JSON.stringify(inputs).match(/(?<=\$\{secret:)[^}]+/g) ?? []);
      const registrations = await register(stack, keys);
      expect(byName(registrations.filter(({ custom }) => custom))).toEqual(byName(planned(stack)));
    }
  });

  it('has no stack for a site without Proxmox VE, or without backups', () => {
    const { pve, ...rest } = EXAMPLE_SITE;
    expect(stacks(resolve(rest as SiteInput))).toEqual([]);
    expect(stacks(resolve({ ...EXAMPLE_SITE, pve: { api: pve!.api } }))).toEqual([]);
  });
});

describe('deploy', () => {
  /** A stack with a reference, a nested secret, every option, and a dependency between scopes. */
  function manifold(): HostStack {
    const stack = new HostStack('manifold');
    // Built before what it needs: the order of registration must not be the order of construction.
    const late = new Construct(stack, 'late');
    const early = new Construct(stack, 'early');
    late.node.addDependency(early);
    const token = new HostResource(early, 'token', { type: TOKEN, inputs: { userId: 'backup@pve', tokenName: 'x' } });
    const provider = new HostResource(stack, 'api', {
      type: PROVIDER,
      inputs: {
        endpoint: 'https://192.0.2.11:8006/',
        apiToken: token.output('value'),
        ssh: { username: 'root', password: secretConfig('ssh-password') },
      },
    });
    new HostResource(late, 'storage', {
      type: PBS,
      inputs: {
        resourceId: 'pbs',
        server: '192.0.2.20',
        datastore: 'main',
        username: 'backup@pbs!x',
        password: token.output('value'),
      },
      options: {
        provider,
        deleteBeforeReplace: true,
        protect: true,
        retainOnDelete: true,
        ignoreChanges: ['nodes'],
        replaceOnChanges: ['server'],
        additionalSecretOutputs: ['server'],
        aliases: [{ name: 'old' }, 'urn:pulumi:manifold::rackproof::proxmoxve:storage/pbs:Pbs::older'],
        import: 'pbs',
        customTimeouts: { create: '5m' },
        waive: { 'proxmox/fingerprint': 'not for Pulumi' },
      },
    });
    return stack;
  }

  let registrations: readonly Registration[];
  const find = (type: string): Registration => registrations.find((registration) => registration.type === type)!;

  beforeAll(async () => {
    registrations = await register(manifold(), ['ssh-password']);
  });

  it('registers what a resource needs before the resource', () => {
    const order = registrations.filter(({ custom }) => custom).map(({ name }) => name);
    expect(order).toEqual(['early-token', 'api', 'late-storage']);
  });

  it('turns references into outputs, and dependencies of scopes into dependencies of resources', () => {
    const { inputs, dependsOn, provider } = find('proxmoxve:storage/pbs:Pbs');
    expect(inputs['password']).toBe('${early-token.value}');
    expect(dependsOn).toEqual(['early-token']);
    expect(provider).toBe('api');
    const text = planned(manifold()).find(({ name }) => name === 'late-storage')!;
    expect(text.inputs['password']).toBe('${early-token.value}');
    expect(text.dependsOn).toEqual(['early-token']);
  });

  it('marks every secret input, also the nested one that the SDK forgets', () => {
    expect(find('proxmoxve:storage/pbs:Pbs').secrets).toEqual(['password']);
    // The provider takes nested objects as one JSON text, which is then secret as a whole.
    expect(find('pulumi:providers:proxmoxve').secrets).toEqual(['apiToken', 'ssh']);
  });

  it('marks a secret input that got a value which is none yet, also one that the SDK does not mark', async () => {
    const stack = new HostStack('plain');
    const token = new HostResource(stack, 'token', { type: TOKEN, inputs: { userId: 'a@pve', tokenName: 'x' } });
    new HostResource(stack, 'api', {
      type: PROVIDER,
      inputs: { endpoint: 'https://192.0.2.11:8006/', ssh: { username: 'root', password: token.output('value') } },
    });
    const provider = (await register(stack, [])).find(({ name }) => name === 'api');
    expect(provider?.secrets).toEqual(['ssh']);
  });

  it('tells the engine of every component that nothing more comes', () => {
    const components = registrations.filter(({ custom }) => !custom);
    expect(components.map(({ name, closed }) => [name, closed])).toEqual([
      ['early', true],
      ['late', true],
    ]);
  });

  it('hands every option of Pulumi on, and no waiver', () => {
    const { options } = find('proxmoxve:storage/pbs:Pbs');
    expect(options).toMatchObject({
      protect: true,
      deletebeforereplace: true,
      retainondelete: true,
      ignorechangesList: ['nodes'],
      replaceonchangesList: ['server'],
      importid: 'pbs',
      customtimeouts: { create: '5m' },
    });
    expect(options['additionalsecretoutputsList']).toContain('server');
    expect(JSON.stringify(options['aliasesList'])).toContain('"name":"old"');
    expect(JSON.stringify(options['aliasesList'])).toContain('::older');
    expect(JSON.stringify(planned(manifold()))).not.toContain('waive');
  });

  it('opens a component only where a resource stands below', async () => {
    const stack = new HostStack('sparse');
    new Construct(stack, 'empty');
    new HostResource(new Construct(stack, 'full'), 'Resource', {
      type: TOKEN,
      inputs: { userId: 'a@pve', tokenName: 'x' },
    });
    const found = await register(stack, []);
    expect(found.map(({ type, name }) => [type, name])).toEqual([
      ['rackproof:index:Construct', 'full'],
      ['proxmoxve:user/token:Token', 'full'],
    ]);
  });

  it('fails: a type that no SDK knows, before anything is registered', () => {
    const stack = new HostStack('unknown');
    new HostResource(stack, 'token', { type: TOKEN, inputs: { userId: 'a@pve', tokenName: 'x' } });
    new HostResource(stack, 'lost', { type: hostType('proxmoxve:storage/pbx:Pbx'), inputs: {} as never });
    const found = mockEngine('unknown', []);
    expect(() => deploy(stack)).toThrow('a class Pbx in the npm module @muhlba91/pulumi-proxmoxve/storage/pbx');
    expect(found).toEqual([]);
  });

  it('loads the SDK of another provider by its package name', () => {
    const stack = new HostStack('other');
    new HostResource(stack, 'x', { type: hostType('nothere:index/thing:Thing'), inputs: {} as never });
    expect(() => deploy(stack, { packages: { nothere: '@nobody/nothere' } })).toThrow('@nobody/nothere/thing');
  });
});

describe('deployProgram', () => {
  it('registers the selected stack', async () => {
    const { registrations, thrown } = await run(programOf(EXAMPLE_SITE), 'backup');
    expect(thrown).toBeUndefined();
    expect(registrations.map(({ name }) => name)).toContain('pbs-main-job');
  });

  /** Every refusal is a RunError, which Pulumi prints without a stack trace, and leaves nothing registered. */
  async function refused(...args: Parameters<typeof run>): Promise<string> {
    const { registrations, thrown } = await run(...args);
    expect(registrations).toEqual([]);
    expect(thrown?.constructor.name).toBe('RunError');
    return thrown!.message;
  }

  it('fails: a stack that the program does not have', async () => {
    const message = await refused(programOf(EXAMPLE_SITE), 'prod');
    expect(message).toMatch(/\[stack\/unknown\] site example\n {2}at: +stack\n {2}got: +prod\n {2}expected: +backup\n/);
    expect(message).toContain('fix:      pulumi stack select backup');
  });

  it('fails: configuration that is missing, all of it at once', async () => {
    const message = await refused(programOf(EXAMPLE_SITE), 'backup', [[], []]);
    expect(message).toContain('fix:      pulumi config set --secret pve-api-token');
    expect(message).toContain('fix:      pulumi config set --secret pbs-main-token-secret');
  });

  it('fails: a secret in clear, without repeating it', async () => {
    const message = await refused(programOf(EXAMPLE_SITE), 'backup', [KEYS, ['pve-api-token']]);
    expect(message).toContain('[stack/plaintext-configuration] backup/pbs-main/storage/Resource');
    expect(message).not.toContain('${secret:pbs-main-token-secret}');
  });

  it('fails: a stack with a finding', async () => {
    const own = (): HostStack => {
      const stack = new HostStack('own');
      const provider = new ProxmoxProvider(stack, 'pve', { address: '192.0.2.11' });
      const storage = new PbsStorage(stack, 'pbs', {
        provider,
        storageId: 'pbs',
        server: '192.0.2.20',
        datastore: 'main',
        tokenId: 'backup@pbs',
        tokenSecret: secretConfig('pbs-main-token-secret'),
        fingerprint: Array.from({ length: 32 }, () => 'ab').join(':'),
      });
      new BackupJob(stack, 'job', { jobId: 'nightly', storage, schedule: '02:00', selection: { all: true } });
      return stack;
    };
    const message = await refused(
      programOf(EXAMPLE_SITE, () => [{ stack: 'own', build: own }]),
      'own',
    );
    expect(message).toContain('[proxmox/token-id] own/pbs/Resource');
  });

  it('fails: a builder that makes a stack of another name, whose findings nobody would look for', async () => {
    const build = (): HostStack => new HostStack('other');
    const message = await refused(
      programOf(EXAMPLE_SITE, () => [{ stack: 'own', build }]),
      'own',
    );
    expect(message).toContain('[stack/stack-name] own');
  });

  it('fails: a stack that does not build, while another one that does not build is left alone', async () => {
    const broken = (stack: string): ReturnType<Program['stacks']>[number] => ({
      stack,
      build: () => {
        throw new Error(`no ${stack} today`);
      },
    });
    const program = programOf(EXAMPLE_SITE, (site) => [...stacks(site), broken('own'), broken('other')]);
    expect(await refused(program, 'own')).toContain('no own today');
    expect((await run(program, 'backup')).thrown).toBeUndefined();
  });

  it('fails: a site with a finding, whatever its stacks', async () => {
    const message = await refused(programOf({ ...EXAMPLE_SITE, typo: 1 } as SiteInput), 'backup');
    expect(message).toContain('[site/shape] site example\n  at:       typo');
  });

  it('fails: a site without the shape of its types, by its findings', async () => {
    const message = await refused(programOf({ ...EXAMPLE_SITE, failureDomains: null } as never), 'backup');
    expect(message).toContain('[site/shape] site example\n  at:       failureDomains');
  });

  it('fails: a type with a secret in it, without repeating it', async () => {
    const build = (): HostStack => {
      const stack = new HostStack('own');
      new HostResource(stack, 'lost', { type: hostType('lost:index/Xk29correcthorse:X'), inputs: {} as never });
      return stack;
    };
    process.env['LOST_TOKEN'] = 'Xk29correcthorse';
    try {
      const message = await refused(
        programOf(EXAMPLE_SITE, () => [{ stack: 'own', build }]),
        'own',
      );
      expect(message).toContain('got:      lost:index/<redacted>:X');
    } finally {
      delete process.env['LOST_TOKEN'];
    }
  });

  it('leaves a cluster of the same name alone: a chart that does not build, and an object with a finding', async () => {
    const build = (): HostStack => {
      const stack = new HostStack('home');
      new ProxmoxProvider(stack, 'api', { address: '192.0.2.11' });
      return stack;
    };
    const program: Program = {
      site: EXAMPLE_SITE,
      stacks: () => [{ stack: 'home', build }],
      charts: () => [
        { app: 'broken', build: () => fail('not today') },
        { app: 'clear', build: (app) => new ApiObject(new Chart(app, 'clear'), 'secret', IN_CLEAR) },
      ],
    };
    const { findings } = checkBundle(renderBundle(program), RULES);
    const places = findings.map(({ rule, where }) => [rule, where]);
    expect(places).toContainEqual(['render/part-failed', 'home/broken']);
    expect(places).toContainEqual(['structure/plaintext-secret', 'home/clear/secret']);
    const { registrations, thrown } = await run(program, 'home');
    expect(thrown).toBeUndefined();
    expect(registrations.map(({ name }) => name)).toContain('api');
  });

  it('fails: a secret inside a text, at the stack that it ends', async () => {
    const build = (): HostStack => {
      throw new Error(`token=${secretConfig('pve-api-token') as unknown as string}`);
    };
    const message = await refused(
      programOf(EXAMPLE_SITE, () => [{ stack: 'own', build }]),
      'own',
    );
    expect(message).toContain('[stack/literal-reference] own\n  at:       config.pve-api-token');
  });
});
