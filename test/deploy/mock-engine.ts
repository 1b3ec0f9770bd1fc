import * as pulumi from '@pulumi/pulumi';

/** A resource as the program registered it. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Dotted paths of the inputs that were sent as secrets. */
  readonly secrets: readonly string[];
  /** Name of the component that it stands in; empty for the stack itself. */
  readonly parent: string;
  readonly dependsOn: readonly string[];
  readonly provider: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether the engine was told that nothing more comes: asked of components only. */
  closed: boolean;
}

/** Marks a secret on Pulumi's wire. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';

interface Request {
  toObject(): Readonly<Record<string, unknown>>;
  getType(): string;
  getName(): string;
  getCustom(): boolean;
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
}

interface OutputsRequest {
  getUrn(): string;
}

type Register = (request: Request, callback: unknown) => Promise<void>;

/** Puts mocks in the place of Pulumi's engine; every configuration value is its own place holder. */
export function mockEngine(stack: string, keys: readonly string[], secretKeys = keys): Registration[] {
  const registrations: Registration[] = [];
  void pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({
        id: `\${${name}.id}`,
        // An output that the provider computes reads like the reference to it.
        state: { ...(inputs as object), value: `\${${name}.value}` },
      }),
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    'rackproof',
    stack,
  );
  const values = keys.map((key) => [`rackproof:${key}`, `\${secret:${key}}`] as const);
  pulumi.runtime.setAllConfig(
    Object.fromEntries(values),
    secretKeys.map((key) => `rackproof:${key}`),
  );
  record(registrations);
  return registrations;
}

/** Waits until everything that was registered has been answered. */
export async function settled(): Promise<void> {
  await (pulumi.runtime as unknown as { disconnect(): Promise<void> }).disconnect();
}

interface Monitor {
  registerResource: Register;
  registerResourceOutputs(request: OutputsRequest, callback: unknown): unknown;
}

function record(registrations: Registration[]): void {
  const monitor = (pulumi.runtime as unknown as { getMonitor(): Monitor }).getMonitor();
  const original = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    if (!request.getType().startsWith('pulumi:pulumi:')) {
      registrations.push(registrationOf(request));
    }
    return original(request, callback);
  };
  const outputs = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResourceOutputs = (request, callback) => {
    for (const registration of registrations.filter(({ custom }) => !custom)) {
      registration.closed ||= nameOfUrn(request.getUrn()) === registration.name;
    }
    return outputs(request, callback);
  };
}

function registrationOf(request: Request): Registration {
  const raw = request.toObject();
  const secrets: string[] = [];
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    inputs: unwrap(request.getObject()?.toJavaScript() ?? {}, '', secrets) as Registration['inputs'],
    secrets: secrets.sort(),
    parent: nameOfUrn(String(raw['parent'])),
    dependsOn: (raw['dependenciesList'] as string[]).map(nameOfUrn).sort(),
    provider: nameOfUrn(String(raw['provider']).replace(/::[^:]*$/, '')),
    options: raw,
    closed: false,
  };
}

function unwrap(value: unknown, at: string, secrets: string[]): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (SIGNATURE in value) {
    secrets.push(at);
    return unwrap((value as { value?: unknown }).value, at, secrets);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => unwrap(item, `${at}[${index}]`, secrets));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, unwrap(member, at === '' ? key : `${at}.${key}`, secrets)]),
  );
}

function nameOfUrn(urn: string): string {
  const [, , type = '', name = ''] = urn.split('::');
  return type === 'pulumi:pulumi:Stack' ? '' : name;
}
