import type { IConstruct } from 'constructs';
import { SpecError } from '../model/finding';

/** Marks a symbolic value, across copies of this package. */
const SYMBOLIC: unique symbol = Symbol.for('rackproof.Symbolic') as never;

/** A value that is known only when `pulumi up` runs. `T` is the type that it will have. */
export type Symbolic<T> = Reference<T> | ConfigValue<T>;

/** A resource whose outputs others may take. */
export interface ReferencedResource extends IConstruct {
  /** Pulumi name. */
  readonly name: string;
}

/**
 * A value that has no text yet. A text made of it would reach the provider as it stands, without the dependency.
 */
abstract class Unprintable {
  public readonly [SYMBOLIC] = true;

  /** The value as `plan.json` writes it. */
  public abstract planText(): string;

  /** @throws SpecError `stack/literal-reference` always: a template literal asks for this. */
  public [Symbol.toPrimitive](): never {
    return this.refuseText();
  }

  /** @throws SpecError `stack/literal-reference` always. */
  public toString(): never {
    return this.refuseText();
  }

  /** @throws SpecError `stack/literal-reference` always: `JSON.stringify` asks for this. */
  public toJSON(): never {
    return this.refuseText();
  }

  protected abstract refuseText(): never;
}

/** An output of another resource of the same stack. */
export class Reference<T> extends Unprintable {
  declare protected readonly type: T;

  constructor(
    public readonly resource: ReferencedResource,
    public readonly output: string,
  ) {
    super();
  }

  /** The reference as `plan.json` writes it. */
  public planText(): string {
    return `\${${this.resource.name}.${this.output}}`;
  }

  protected refuseText(): never {
    throw new SpecError(this.resource, 'stack/literal-reference', {
      at: `output(${this.output})`,
      got: 'a text made of the output, which is known only when pulumi up runs',
      expected: 'the output as the whole value of an input',
      fix: `pass output('${this.output}') itself; where text must stand around it, make the whole text of the same value of the site`,
    });
  }
}

/** A value of the stack's configuration. */
export class ConfigValue<T> extends Unprintable {
  declare protected readonly type: T;

  constructor(
    /** Key in `Pulumi.<stack>.yaml`, without the project's name. */
    public readonly key: string,
    public readonly secret: boolean,
  ) {
    super();
  }

  /** The value as `plan.json` writes it: a secret stays one. */
  public planText(): string {
    return `\${${this.secret ? 'secret' : 'config'}:${this.key}}`;
  }

  protected refuseText(): never {
    // A value does not know where it is used: the runner names the chart or stack that it ends.
    throw new SpecError('', 'stack/literal-reference', {
      at: `config.${this.key}`,
      got: 'a text made of the value, which is known only when pulumi up runs',
      expected: 'the value as the whole value of an input',
      fix: `keep the whole text under the key ${this.key} of the configuration, and pass the value itself`,
    });
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
