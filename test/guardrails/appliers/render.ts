import { ApiObject, Chart, Include, JsonPatch, Lazy, type App } from 'cdk8s';
import { Construct } from 'constructs';
import { join } from 'node:path';
import { HostStack } from '../../../constructs/core/host-stack';
import { VendoredManifests } from '../../../constructs/core/vendored-manifests';
import type { PlacedViolation } from '../../../constructs/model';
import { EXAMPLE_SITE } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';
import { VENDORED, withVendoredFile } from './vendored';

/** Rules that the renderer applies. */
export const RENDER_APPLIERS: readonly [string, Applier][] = [
  ['a chart that is built', buildChart],
  ['a chart with a construct of cdk8s', useConstruct],
  ['an object that is rendered', renderObject],
  ['the stacks of a program', renderStacks],
];

function buildChart(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const build = (app: App): void => {
    if (input['throws'] !== undefined) {
      throw new Error(input['throws'] as string);
    }
    if (input['throwsText'] !== undefined) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- users do
      throw input['throwsText'];
    }
    new Chart(app, 'row');
  };
  return violationsOf(build);
}

function violationsOf(build: (app: App) => void): readonly PlacedViolation[] {
  const program = { site: EXAMPLE_SITE, charts: () => [{ app: 'row', build }], stacks: () => [] };
  return renderBundle(program).violations;
}

/** A stack by the name of its builder, and that of its tree where it is another one. */
interface NamedStack {
  readonly name: string;
  readonly root?: string;
}

function renderStacks(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const stacks = (input['stacks'] as readonly NamedStack[]).map(({ name, root = name }) => ({
    stack: name,
    build: () => new HostStack(root),
  }));
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [], stacks: () => stacks }).violations;
}

const SETTINGS = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'apps' } };

/** A JSON patch operation, as RFC 6902 writes it. */
interface Operation {
  readonly op: 'add' | 'remove' | 'replace' | 'test';
  readonly path: string;
  readonly value?: unknown;
}

function patchOf({ op, path, value }: Operation): JsonPatch {
  return op === 'remove' ? JsonPatch.remove(path) : JsonPatch[op](path, value);
}

/** Code that gives a value, or throws. */
interface Code {
  readonly gives?: unknown;
  readonly throws?: string;
}

function givenIn(input: Readonly<Record<string, unknown>>): object {
  if (typeof input['json'] === 'string') {
    return JSON.parse(input['json']) as object;
  }
  return { data: input['lazy'] === undefined ? input['data'] : { mode: lazyOf(input['lazy'] as Code) } };
}

function lazyOf({ gives, throws }: Code): unknown {
  return Lazy.any({
    produce: () => {
      if (throws !== undefined) {
        throw new Error(throws);
      }
      return gives;
    },
  });
}

/** `data` as it is, or a whole manifest as JSON text, which keeps the key `__proto__`. */
function renderObject(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  return violationsOf((app) => {
    const object = new ApiObject(new Chart(app, 'row'), 'settings', { ...SETTINGS, ...givenIn(input) });
    const { throws } = (input['toJson'] ?? {}) as Code;
    if (throws !== undefined) {
      object.toJson = () => {
        throw new Error(throws);
      };
    }
    for (const operation of (input['patch'] ?? []) as readonly Operation[]) {
      object.addJsonPatch(patchOf(operation));
    }
  });
}

/** Builds a chart with one construct that brings objects into it. */
function useConstruct(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  return withVendoredFile(VENDORED, ({ root, file, sha256 }) =>
    violationsOf((app) => {
      const chart = new Chart(app, 'row');
      const scope = input['inside'] === undefined ? chart : new Construct(chart, 'inside');
      if (input['uses'] === 'Include') {
        new Include(scope, 'included', { url: join(root, file) });
      } else if (input['uses'] === 'VendoredManifests') {
        new VendoredManifests(scope, 'vendored', { root, file, sha256 });
      } else {
        new ApiObject(scope, 'settings', SETTINGS);
      }
    }),
  );
}
