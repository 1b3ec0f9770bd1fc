import { ApiObject, Chart, Helm, Include, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KubeObject, PlacedViolation } from '../../constructs/model';
import { chartOrderFaults } from './chart-order';
import { declarationsOf, type Declarations } from './declarations';
import { secretsInConstruct } from './half-built';
import { hasStockResolvers, manifestOf } from './manifest';
import { messageOf, placed, whereOf } from './placed';
import { PlainCopy } from './plain-copy';
import { treeOf, type Tree } from './tree';
import { stopAtFirst, UnrenderableError } from './unrenderable-error';
import { validate } from './validation';

/** One tree of either plane, rendered. */
export interface RenderedTree<T> extends Declarations {
  readonly leaves: readonly T[];
  readonly violations: readonly PlacedViolation[];
  /** Secrets in clear of what could not be rendered. */
  readonly secrets: readonly string[];
}

/** Renders the charts of one cluster, in time and memory proportional to their constructs and dependencies. */
export function renderApp(app: App, cluster: string): RenderedTree<KubeObject> {
  const tree = treeOf(app);
  const prefix = `${cluster}/`;
  const violations = [...validate(tree, prefix), ...chartOrderFaults(tree, prefix)];
  const leaves: KubeObject[] = [];
  const secrets: string[] = [];
  const stockResolvers = hasStockResolvers(app);
  const remarks: UnrenderableError[] = [];
  const copy = new PlainCopy((fault) => {
    stopAtFirst(fault);
    remarks.push(fault);
  });
  const apps = appsOf(tree);
  tree.constructs.forEach((construct, index) => {
    if (!ApiObject.isApiObject(construct)) {
      violations.push(...refusalsOf(construct, prefix));
      return;
    }
    try {
      const manifest = manifestOf(construct, stockResolvers, copy);
      leaves.push({ plane: 'kubernetes', cluster, app: apps[index]!, where: whereOf(prefix, construct), manifest });
      violations.push(...remarks.map((fault) => unrenderable(construct, prefix, fault)));
    } catch (error) {
      const faults = faultsOf(construct, stockResolvers, error);
      violations.push(...faults.map((fault) => unrenderable(construct, prefix, fault)));
      secrets.push(...secretsInConstruct(construct));
    }
    remarks.length = 0;
  });
  return { leaves, violations, secrets, ...declarationsOf(tree, cluster, prefix) };
}

/** The outermost chart is the GitOps application; nested charts belong to it. */
function appsOf({ constructs, scopes }: Tree): readonly string[] {
  const apps: string[] = [];
  constructs.forEach((construct, index) => {
    const around = index === 0 ? '' : apps[scopes[index]!]!;
    apps.push(around === '' && Chart.isChart(construct) ? construct.node.id : around);
  });
  return apps;
}

/** What cdk8s runs and rackproof does not. */
function refusalsOf(construct: IConstruct, prefix: string): readonly PlacedViolation[] {
  // cdk8s' own Include, and Helm, which is one, fetch and run programs while the tree is built.
  if (construct instanceof Include) {
    const name = construct instanceof Helm ? 'Helm' : 'Include';
    const expected = 'VendoredManifests with a file of the project and its sha256';
    return [placed('render/stock-include', construct, prefix, { at: name, got: `cdk8s' ${name}`, expected })];
  }
  if (Chart.isChart(construct) && construct.toJson !== Chart.prototype.toJson) {
    const violation = { at: 'toJson', got: 'a toJson of its own', expected: "the toJson of cdk8s' Chart" };
    return [placed('render/chart-to-json', construct, prefix, violation)];
  }
  return [];
}

/**
 * Everything that keeps an object from being rendered, each place once: it is rendered again, this time to the end.
 *
 * @param first what has ended its rendering; all that is told of a value that is another one at each look
 */
function faultsOf(object: ApiObject, stockResolvers: boolean, first: unknown): readonly UnrenderableError[] {
  const faults: UnrenderableError[] = [];
  try {
    manifestOf(object, stockResolvers, new PlainCopy((fault) => faults.push(fault)));
  } catch (error) {
    faults.push(faultOf(error));
  }
  const places = new Map(
    [...faults, ...(faults.length === 0 ? [faultOf(first)] : [])].reverse().map((fault) => [fault.at, fault]),
  );
  return [...places.values()].reverse();
}

function faultOf(error: unknown): UnrenderableError {
  return error instanceof UnrenderableError
    ? error
    : new UnrenderableError('', messageOf(error), 'an object that renders', 'render/object-failed');
}

function unrenderable(construct: ApiObject, prefix: string, fault: UnrenderableError): PlacedViolation {
  const { rule, at, got, expected } = fault;
  return placed(rule, construct, prefix, { at, got, expected });
}
