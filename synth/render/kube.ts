import { ApiObject, Chart, Helm, Include, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KubeObject, PlacedViolation } from '../../constructs/model';
import { findCycle } from './cycles';
import { declarationsOf, type Declarations } from './declarations';
import { secretsInConstruct } from './half-built';
import { manifestOf } from './manifest';
import { UnrenderableError } from './unrenderable-error';

/** One tree of either plane, rendered. */
export interface RenderedTree<T> extends Declarations {
  readonly leaves: readonly T[];
  readonly violations: readonly PlacedViolation[];
  /** Secrets in clear of what could not be rendered. */
  readonly secrets: readonly string[];
}

/** Renders the charts of one cluster. */
export function renderApp(app: App, cluster: string): RenderedTree<KubeObject> {
  const constructs = app.node.findAll();
  const objects: KubeObject[] = [];
  const secrets: string[] = [];
  const violations: PlacedViolation[] = [
    ...cycleOf(findCycle(constructs), `${cluster}/`),
    ...stockIncludes(constructs, cluster),
  ];
  for (const construct of constructs.filter((candidate) => ApiObject.isApiObject(candidate))) {
    const where = `${cluster}/${construct.node.path}`;
    try {
      const manifest = manifestOf(construct);
      objects.push({ plane: 'kubernetes', cluster, app: appOf(construct), where, manifest });
    } catch (error) {
      violations.push(unrenderable(construct, where, error));
      secrets.push(...secretsInConstruct(construct));
    }
  }
  return { leaves: objects, violations, secrets, ...declarationsOf(constructs, cluster, `${cluster}/`) };
}

/** The outermost chart is the GitOps application; nested charts belong to it. */
function appOf(object: ApiObject): string {
  const outermost = object.node.scopes.find((scope) => Chart.isChart(scope));
  return outermost?.node.id ?? '';
}

/** cdk8s' own Include, and Helm, which is one: they fetch, and run programs, while the tree is built. */
function stockIncludes(constructs: readonly IConstruct[], cluster: string): PlacedViolation[] {
  return constructs
    .filter((construct) => construct instanceof Include)
    .map((construct) => ({
      rule: 'render/stock-include',
      where: `${cluster}/${construct.node.path}`,
      object: '',
      violation: {
        at: construct instanceof Helm ? 'Helm' : 'Include',
        got: construct instanceof Helm ? "cdk8s' Helm" : "cdk8s' Include",
        expected: 'VendoredManifests with a file of the project and its sha256',
      },
    }));
}

/** A cycle as a violation; `prefix` stands before the construct path. */
export function cycleOf(cycle: readonly string[] | undefined, prefix: string): PlacedViolation[] {
  if (cycle === undefined) {
    return [];
  }
  return [
    {
      rule: 'render/dependency-cycle',
      where: `${prefix}${cycle[0] ?? ''}`,
      object: '',
      violation: { at: 'dependencies', got: cycle.join(' -> '), expected: 'dependencies that lead nowhere back' },
    },
  ];
}

function unrenderable(construct: ApiObject, where: string, error: unknown): PlacedViolation {
  const object = `${construct.kind} ${[construct.metadata.namespace, construct.name].filter(Boolean).join('/')}`;
  const violation =
    error instanceof UnrenderableError
      ? { at: error.at, got: error.got, expected: error.expected }
      : { at: '', got: error instanceof Error ? error.message : typeof error, expected: 'an object that renders' };
  return { rule: 'render/unrenderable', where, object, violation };
}
