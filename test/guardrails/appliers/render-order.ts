import { ApiObject, Chart, JsonPatch, type App } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { HostStack } from '../../../constructs/core/host-stack';
import type { PlacedViolation } from '../../../constructs/model';
import { EXAMPLE_SITE } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';

/** Rules about what the renderer asks of whole trees. */
export const RENDER_ORDER_APPLIERS: readonly [string, Applier][] = [
  ['a construct with validations', validate],
  ['the dependencies of charts', depend],
  ['a chart of a class of its own', buildOwnChart],
];

type Input = Readonly<Record<string, unknown>>;

const SETTINGS = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'apps' } };

function ofCharts(build: (app: App) => void): readonly PlacedViolation[] {
  const program = { site: EXAMPLE_SITE, charts: () => [{ app: 'row', build }], stacks: () => [] };
  return renderBundle(program).violations;
}

function ofStack(build: (stack: HostStack) => void): readonly PlacedViolation[] {
  const stack = {
    stack: 'row',
    build: (): HostStack => {
      const root = new HostStack('row');
      build(root);
      return root;
    },
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [], stacks: () => [stack] }).violations;
}

function validate(input: Input): readonly PlacedViolation[] {
  const add = (scope: Construct): void => {
    new Construct(scope, 'checked').node.addValidation({
      validate: () => {
        if (input['throws'] !== undefined) {
          throw new Error(input['throws'] as string);
        }
        return input['messages'] as string[];
      },
    });
  };
  return input['stack'] === true
    ? ofStack(add)
    : ofCharts((app) => {
        add(new Chart(app, 'row'));
      });
}

/** Paths of two charts of one object each, of a construct outside them, of the App and of a stack. */
function depend(input: Input): readonly PlacedViolation[] {
  return ofCharts((app) => {
    const constructs: IConstruct[] = [app, new HostStack('stack'), new Construct(app, 'group')];
    for (const id of ['row', 'other']) {
      const chart = new Chart(app, id);
      constructs.push(chart, new ApiObject(chart, 'settings', SETTINGS));
    }
    const byPath = new Map(constructs.map((construct) => [construct.node.path, construct]));
    for (const [source, target] of input['edges'] as readonly (readonly [string, string])[]) {
      byPath.get(source)!.node.addDependency(byPath.get(target)!);
    }
  });
}

class Emptied extends Chart {
  public override toJson(): unknown[] {
    return [];
  }
}

class Naming extends Chart {
  public override generateObjectName(object: ApiObject): string {
    return object.node.id;
  }
}

function buildOwnChart(input: Input): readonly PlacedViolation[] {
  return ofCharts((app) => {
    const type = input['toJson'] === 'class' ? Emptied : input['generateObjectName'] === true ? Naming : Chart;
    const chart = new type(app, 'row');
    const object = new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    if (input['patches'] === true) {
      object.addJsonPatch(JsonPatch.add('/data', { mode: 'fast' }));
    }
    if (input['toJson'] === 'property') {
      chart.toJson = () => [];
    }
  });
}
