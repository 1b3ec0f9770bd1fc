import { App } from 'cdk8s';
import { Construct, RootConstruct } from 'constructs';
import type { PlacedViolation } from '../../../constructs/model';
import { HostResource, HostStack, hostType, secretConfig, type HostResourceOptions } from '../../../constructs/proxmox';
import { configurationViolations } from '../../../deploy/configuration';
import { selectStack } from '../../../deploy/select-stack';
import { classPlaceOf, SDK_PACKAGES, type ClassPlace } from '../../../deploy/type-token';
import { plaintextConfiguration, type PulumiFile } from '../../../guardrails/engine/pulumi-files';
import type { StackBuilder } from '../../../synth/program';
import { attempt } from '../../../synth/render/attempt';
import { renderStack } from '../../../synth/render/host';
import type { Applier } from './applier';

/** Rules of the host plane that constructs and the Pulumi program apply. */
export const PROXMOX_APPLIERS: readonly [string, Applier][] = [
  ['HostResource', applier((input: ResourceInput) => violationOf(() => buildResources(input)))],
  ['the stack that Pulumi selected', applier((input: StackInput) => violationOf(() => select(input)))],
  ['a type that is registered', applier((input: TypeInput) => violationOf(() => findClass(input)))],
  ['the dependencies of a stack', applier(dependencies)],
  ['the configuration of a stack', applier(configuration)],
  ['the files of a Pulumi project', applier((file: PulumiFile) => plaintextConfiguration([file]))],
];

/** Rows are plain data; each rule's own rows have the shape that its applier takes. */
function applier(apply: (input: never) => readonly PlacedViolation[]): Applier {
  return (input) => apply(input as never);
}

const PROVIDER = 'pulumi:providers:proxmoxve';

interface ResourceInput {
  readonly root?: 'HostStack' | 'App' | 'RootConstruct';
  /** Names of resources that stand directly in the stack. */
  readonly names?: readonly string[];
  /** Paths of resources, each segment but the last one a scope. */
  readonly paths?: readonly string[];
  readonly value?: unknown;
  /** A value that a row, which is plain data, can only name. */
  readonly unusual?: string;
  readonly refersTo?: Target;
  /** Key of a secret of the configuration, in the place of the value. */
  readonly config?: string;
  /** Text that is made of a symbolic value. */
  readonly writtenAs?: 'template' | 'JSON' | 'string';
  readonly dependsOn?: Target;
  readonly provider?: Target | 'a token' | 'a storage';
}

type Target = 'this stack' | 'another stack';

function buildResources(input: ResourceInput): HostResource {
  const root = rootOf(input.root);
  (input.names ?? []).forEach((name, index) => {
    add(root, { id: `resource-${index}`, name });
  });
  (input.paths ?? []).forEach((path) => {
    addAtPath(root, path);
  });
  const target = (where: string | undefined, type: string): HostResource | undefined =>
    where === undefined
      ? undefined
      : add(where === 'another stack' ? new HostStack('other') : root, { id: 'target', type });
  const reference = target(input.refersTo, PROVIDER);
  const symbolic = input.config === undefined ? reference?.output('id' as never) : secretConfig(input.config);
  const dependency = target(input.dependsOn, PROVIDER);
  const provider = target(input.provider, TYPES.get(input.provider ?? '') ?? PROVIDER);
  return add(root, {
    id: 'subject',
    value: symbolic === undefined ? plainValue(input) : written(symbolic, input.writtenAs),
    options: { ...(dependency && { dependsOn: [dependency] }), ...(provider && { provider }) },
  });
}

function plainValue({ value, unusual }: ResourceInput): unknown {
  if (unusual === undefined) {
    return value;
  }
  if (!UNUSUAL.has(unusual)) {
    throw new Error(`no value is called ${unusual}`);
  }
  return UNUSUAL.get(unusual);
}

const SHARED = { a: 1 };
const CYCLE: Record<string, unknown> = {};
CYCLE['self'] = CYCLE;

const UNUSUAL: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['an object twice', [SHARED, SHARED]],
  ['an undefined member', { a: undefined }],
  ['a BigInt', 1n],
  ['NaN', Number.NaN],
  ['Infinity in a list', [0, Number.POSITIVE_INFINITY]],
  ['a Date in an object', { expires: new Date(0) }],
  ['a Map', new Map()],
  ['a function', () => 1],
  ['undefined in a list', [undefined]],
  ['a cycle', CYCLE],
]);

/** What an untyped program may do with a symbolic value. */
function written(symbolic: unknown, as: ResourceInput['writtenAs']): unknown {
  switch (as) {
    case 'template':
      return `/vms/${symbolic as string}`;
    case 'JSON':
      return JSON.stringify({ path: symbolic });
    case 'string':
      return (symbolic as { toString(): string }).toString();
    case undefined:
      return symbolic;
  }
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['a token', 'proxmoxve:user/token:Token'],
  ['a storage', 'proxmoxve:storage/pbs:Pbs'],
]);

function rootOf(root: ResourceInput['root']): Construct {
  switch (root) {
    case 'App':
      return new App();
    case 'RootConstruct':
      return new RootConstruct('row');
    case 'HostStack':
    case undefined:
      return new HostStack('row');
  }
}

function addAtPath(root: Construct, path: string): void {
  const ids = path.split('/');
  let scope = root;
  for (const id of ids.slice(0, -1)) {
    const found = scope.node.tryFindChild(id);
    scope = found instanceof Construct ? found : new Construct(scope, id);
  }
  add(scope, { id: ids.at(-1)! });
}

interface Added {
  readonly id: string;
  readonly name?: string;
  readonly type?: string;
  readonly value?: unknown;
  readonly options?: HostResourceOptions;
}

function add(scope: Construct, { id, name, type = PROVIDER, value, options = {} }: Added): HostResource {
  return new HostResource(scope, id, {
    type: hostType(type),
    inputs: { value } as never,
    options,
    ...(name === undefined ? {} : { name }),
  });
}

interface StackInput {
  readonly stacks: readonly string[];
  readonly selected: string;
}

function select({ stacks, selected }: StackInput): StackBuilder {
  const builders = stacks.map((stack) => ({ stack, build: () => new HostStack(stack) }));
  return selectStack(builders, selected, 'row');
}

interface TypeInput {
  readonly type: string;
  readonly packages?: Readonly<Record<string, string>>;
}

function findClass({ type, packages }: TypeInput): ClassPlace {
  return classPlaceOf(type, { node: { path: 'row/subject' } }, { ...SDK_PACKAGES, ...packages });
}

interface ConfigurationInput {
  /** Keys of secrets that the stack needs. */
  readonly keys: readonly string[];
  /** Keys that are set, and encrypted. */
  readonly secret?: readonly string[];
}

function configuration({ keys, secret = [] }: ConfigurationInput): readonly PlacedViolation[] {
  return configurationViolations(
    keys.map((key) => ({ key, secret: true, where: 'row/subject', at: 'inputs.password' })),
    { has: (key) => secret.includes(key), isSecret: (key) => secret.includes(key) },
  );
}

interface DependencyInput {
  /** Pairs of resources: the first one depends on the second. */
  readonly edges: readonly (readonly [string, string])[];
}

function dependencies({ edges }: DependencyInput): readonly PlacedViolation[] {
  const stack = new HostStack('row');
  const resources = new Map([...new Set(edges.flat())].map((id) => [id, add(stack, { id })]));
  for (const [from, to] of edges) {
    resources.get(from)!.node.addDependency(resources.get(to)!);
  }
  return renderStack(stack).violations;
}

function violationOf(run: () => void): readonly PlacedViolation[] {
  return [attempt('row', run)].filter((violation) => violation !== undefined);
}
