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
import { UnrenderableError } from './unrenderable-error';
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
  const copy = new PlainCopy();
  const apps = appsOf(tree);
  tree.constructs.forEach((construct, index) => {
    if (!ApiObject.isApiObject(construct)) {
      violations.push(...refusalsOf(construct, prefix));
      return;
    }
    try {
      const manifest = manifestOf(construct, stockResolvers, copy);
      leaves.push({ plane: 'kubernetes', cluster, app: apps[index]!, where: whereOf(prefix, construct), manifest });
    } catch (error) {
      violations.push(unrenderable(construct, prefix, error));
      secrets.push(...secretsInConstruct(construct));
    }
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

function unrenderable(construct: ApiObject, prefix: string, error: unknown): PlacedViolation {
  const violation =
    error instanceof UnrenderableError
      ? { at: error.at, got: error.got, expected: error.expected }
      : { at: '', got: messageOf(error), expected: 'an object that renders' };
  return placed('render/unrenderable', construct, prefix, violation);
}
