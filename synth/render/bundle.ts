import { compareCodePoints } from '../../constructs/model/code-points';
import { App, YamlOutputType } from 'cdk8s';
import {
  resolve,
  type Bundle,
  type Cluster,
  type Declared,
  type External,
  type HostObject,
  type KubeObject,
  type PlacedViolation,
  type Site,
  unresolved,
} from '../../constructs/model';
import type { IConstruct } from 'constructs';
import { stacksMadeBy } from '../../constructs/model/host-plane';
import { isBuildable } from '../../guardrails/engine/site/judge';
import { getOrAdd } from '../../guardrails/engine/get-or-add';
import type { ChartBuilder, Program, StackBuilder } from '../program';
import { attempt } from './attempt';
import { secretsInTrees } from './half-built';
import { renderStack } from './host';
import { renderApp, type RenderedTree } from './kube';
import { refusePromise } from './promise';
import { rootFault, stackFault } from './stacks';

/**
 * Builds and renders both planes of a program. Never throws for what a user can write.
 *
 * From a site without the shape of its types nothing is built: what its findings name comes first.
 */
export function renderBundle(program: Program): Bundle {
  if (!isBuildable(program.site)) {
    return new Collected().bundle(unresolved(program.site));
  }
  const site = resolve(program.site);
  const collected = new Collected();
  for (const cluster of site.clusters.values()) {
    collected.addCluster(renderCluster(program, site, cluster, collected), cluster);
  }
  for (const [name, builders] of buildersOf('stacks', collected, () =>
    byName(program.stacks(site), ({ stack }) => stack),
  )) {
    const fault = stackFault(name, builders);
    if (fault === undefined) {
      builders.forEach((builder) => {
        renderBuilder(builder, collected);
      });
    } else {
      collected.fail(fault);
    }
  }
  return collected.bundle(site);
}

function renderBuilder(builder: StackBuilder, collected: Collected): void {
  const build = (): void => {
    const root = builder.build();
    refusePromise(root);
    const fault = rootFault(builder, root);
    if (fault === undefined) {
      collected.addStack(renderStack(root));
    } else {
      collected.fail(fault);
    }
  };
  const { result: rendered, stacks } = stacksMadeBy(() => collected.attempt(builder.stack, build));
  if (!rendered) {
    collected.addSecrets(secretsInTrees(stacks as readonly IConstruct[]));
  }
}

function chartsOf(program: Program, site: Site, cluster: Cluster, collected: Collected): Groups<ChartBuilder> {
  return buildersOf(`${cluster.key}/charts`, collected, () =>
    byName(program.charts(site, cluster), (builder) => builder.app),
  );
}

/** What a callback of the program gives; nothing if it throws. */
function buildersOf<T>(part: string, collected: Collected, list: () => Groups<T>): Groups<T> {
  let groups: Groups<T> = new Map();
  collected.attempt(part, () => {
    groups = list();
  });
  return groups;
}

/** Builders by their name. */
type Groups<T> = ReadonlyMap<string, readonly T[]>;

/** Builders of one name together, in the order of the first of them. */
function byName<T>(builders: readonly T[], nameOf: (builder: T) => string): Groups<T> {
  const groups = new Map<string, T[]>();
  for (const builder of builders) {
    getOrAdd(groups, nameOf(builder), () => []).push(builder);
  }
  return groups;
}

/** One App per cluster: memory is bounded by the largest of them. */
function renderCluster(program: Program, site: Site, cluster: Cluster, collected: Collected): RenderedTree<KubeObject> {
  const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  const added = childrenAddedTo(app);
  for (const [name, builders] of chartsOf(program, site, cluster, collected)) {
    const part = `${cluster.key}/${name}`;
    if (builders.length > 1) {
      collected.fail(sameApp(part, name, builders.length));
      continue;
    }
    const before = added.length;
    const built = collected.attempt(part, () => {
      refusePromise(builders[0]?.build(app));
    });
    if (!built) {
      collected.addSecrets(secretsInTrees(removeChildren(app, added.splice(before))));
    }
  }
  return renderApp(app, cluster.key);
}

/** Two charts of one name would be one application, and one folder. */
function sameApp(where: string, name: string, count: number): PlacedViolation {
  const fix = 'give one of the charts another app and another id';
  const violation = { at: 'app', got: `${count} charts called ${name}`, expected: 'one chart for each app', fix };
  return { rule: 'render/part-failed', where, object: '', violation };
}

/** The children that an App is given from now on. Asking it for all of them before each chart would be quadratic. */
function childrenAddedTo(app: App): IConstruct[] {
  const added: IConstruct[] = [];
  const node = app.node as unknown as { addChild(child: IConstruct, id: string): void };
  const addChild = node.addChild.bind(node);
  node.addChild = (child, id) => {
    addChild(child, id);
    added.push(child);
  };
  return added;
}

/** A chart that threw half-way leaves constructs behind that nobody finished: takes them out, and returns them. */
function removeChildren(app: App, children: readonly IConstruct[]): readonly IConstruct[] {
  // One that was taken out already may have left its id to another, which is removed in its own turn.
  children.forEach((child) => app.node.tryRemoveChild(child.node.id));
  return children;
}

class Collected {
  private readonly objects: KubeObject[] = [];
  private readonly resources: HostObject[] = [];
  private readonly externals: Declared<External>[] = [];
  private readonly flows: Bundle['flows'][number][] = [];
  private readonly state: Bundle['state'][number][] = [];
  private readonly violations: PlacedViolation[] = [];
  private readonly incomplete: string[] = [];
  private readonly secrets: string[] = [];

  public attempt(part: string, run: () => void): boolean {
    const violation = attempt(part, run);
    if (violation !== undefined) {
      this.fail(violation, part);
    }
    return violation === undefined;
  }

  public fail(violation: PlacedViolation, part = violation.where): void {
    this.violations.push(violation);
    this.incomplete.push(part);
  }

  public addCluster(tree: RenderedTree<KubeObject>, cluster: Cluster): void {
    append(this.objects, tree.leaves);
    this.addDeclarations(tree);
    const where = `site clusters.${cluster.key}.externals`;
    append(
      this.externals,
      (cluster.externals ?? []).map((value) => ({ where, tree: cluster.key, value })),
    );
  }

  public addSecrets(secrets: readonly string[]): void {
    append(this.secrets, secrets);
  }

  public addStack(tree: RenderedTree<HostObject>): void {
    append(this.resources, tree.leaves);
    this.addDeclarations(tree);
  }

  public bundle(site: Site): Bundle {
    const { objects, resources, flows, state, externals, incomplete, secrets, violations } = this;
    return {
      site,
      objects: sortBy(objects, (object) => object.where),
      resources: sortBy(resources, (resource) => resource.where),
      flows,
      state,
      externals,
      incomplete,
      secrets,
      violations,
    };
  }

  private addDeclarations(tree: RenderedTree<unknown>): void {
    append(this.flows, tree.flows);
    append(this.state, tree.state);
    append(this.externals, tree.externals);
    append(this.violations, tree.violations);
    append(this.secrets, tree.secrets);
  }
}

/** `push(...items)` overflows the stack with very many items. */
function append<T>(to: T[], items: readonly T[]): void {
  for (const item of items) {
    to.push(item);
  }
}

/** Code-point order: the same on every machine, whatever the order of construction. */
function sortBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => compareCodePoints(key(a), key(b)));
}
