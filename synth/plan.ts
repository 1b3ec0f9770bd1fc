import type { Bundle, HostObject } from '../constructs/model';
import { compareCodePoints } from '../constructs/model/code-points';
import { REDACTED } from '../guardrails/engine/scrub';
import { literalSecrets } from '../guardrails/engine/secrets';
import { dotted, type Segments } from '../guardrails/schemas/path';

/** One resource of `plan.json`. */
export interface PlannedResource {
  readonly stack: string;
  /** Construct path. */
  readonly path: string;
  /** Pulumi type token. */
  readonly type: string;
  /** Pulumi name. */
  readonly name: string;
  /** Inputs with references as `${name.output}`, secrets of the configuration as `${secret:key}`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of the resources that must exist first. */
  readonly dependsOn: readonly string[];
  /** Options in Pulumi's words. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What `plan.json` holds: every resource that `pulumi up` registers, of all stacks. */
export interface Plan {
  readonly resources: readonly PlannedResource[];
}

/** The host plane of a bundle as reviewers see it, by stack and path. A secret in clear is blanked, whatever the checks say. */
export function planOf({ resources }: Pick<Bundle, 'resources'>): Plan {
  const planned = resources.map(plannedOf);
  return { resources: planned.sort((a, b) => compareCodePoints(keyOf(a), keyOf(b))) };
}

function plannedOf(resource: HostObject): PlannedResource {
  const { stack, where: path, type, name, dependsOn, options } = resource;
  // A waiver is no option of Pulumi; report.json lists it.
  const { waive: _reasons, ...rest } = options;
  const secrets = new Set(literalSecrets(resource).map(({ at }) => at));
  return { stack, path, type, name, inputs: masked(resource.inputs, secrets), dependsOn, options: sorted(rest) };
}

function keyOf({ stack, path }: PlannedResource): string {
  return `${stack}\u0000${path}`;
}

function masked(inputs: HostObject['inputs'], secrets: ReadonlySet<string>): PlannedResource['inputs'] {
  const mask = (value: unknown, at: Segments): unknown => {
    if (secrets.has(dotted(at))) {
      return REDACTED;
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => mask(item, [...at, index]));
    }
    return typeof value === 'object' && value !== null
      ? entries(value, (key, item) => mask(item, [...at, key]))
      : value;
  };
  return entries(inputs, (key, value) => mask(value, ['inputs', key]));
}

function sorted(options: object): PlannedResource['options'] {
  return entries(options, (_key, value) => value);
}

/** Copies an object with its keys in code-point order. */
function entries(value: object, map: (key: string, value: unknown) => unknown): Record<string, unknown> {
  const keys = Object.entries(value).sort(([a], [b]) => compareCodePoints(a, b));
  return Object.fromEntries(keys.map(([key, member]) => [key, map(key, member)]));
}
