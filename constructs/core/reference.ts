import type { IConstruct } from 'constructs';

/** Marks a symbolic value, across copies of this package. */
const SYMBOLIC: unique symbol = Symbol.for('rackproof.Symbolic') as never;

/** A value that is known only when `pulumi up` runs. `T` is the type that it will have. */
export type Symbolic<T> = Reference<T> | ConfigValue<T>;

/** A resource whose outputs others may take. */
export interface ReferencedResource extends IConstruct {
  /** Pulumi name. */
  readonly name: string;
}

/** An output of another resource of the same stack. */
export class Reference<T> {
  public readonly [SYMBOLIC] = true;
  declare protected readonly type: T;

  constructor(
    public readonly resource: ReferencedResource,
    public readonly output: string,
  ) {}

  /** The reference as `plan.json` writes it. */
  public toString(): string {
    return `\${${this.resource.name}.${this.output}}`;
  }
}

/** A value of the stack's configuration. */
export class ConfigValue<T> {
  public readonly [SYMBOLIC] = true;
  declare protected readonly type: T;

  constructor(
    /** Key in `Pulumi.<stack>.yaml`, without the project's name. */
    public readonly key: string,
    public readonly secret: boolean,
  ) {}

  /** The value as `plan.json` writes it: a secret stays one. */
  public toString(): string {
    return `\${${this.secret ? 'secret' : 'config'}:${this.key}}`;
  }
}

/**
 * A secret of the stack's configuration, set with `pulumi config set --secret <key>`.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/secrets/
 */
export function secretConfig(key: string): ConfigValue<string> {
  return new ConfigValue<string>(key, true);
}

/** Whether a value is known only when `pulumi up` runs. */
export function isSymbolic(value: unknown): value is Symbolic<unknown> {
  return typeof value === 'object' && value !== null && SYMBOLIC in value;
}

/** Whether a value is an output of another resource, also in another copy of this package. */
export function isReference(value: unknown): value is Reference<unknown> {
  return isSymbolic(value) && 'resource' in value;
}
