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
import { isBuildable } from '../../guardrails/engine/site/judge';
import type { Program } from '../program';
import { attempt } from './attempt';
import { renderStack } from './host';
import { renderApp, type RenderedTree } from './kube';

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
  for (const builder of program.stacks(site)) {
    collected.attempt(builder.stack, () => {
      collected.addStack(renderStack(builder.build()));
    });
  }
  return collected.bundle(site);
}

/** One App per cluster: memory is bounded by the largest of them. */
function renderCluster(program: Program, site: Site, cluster: Cluster, collected: Collected): RenderedTree<KubeObject> {
  const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  for (const builder of program.charts(site, cluster)) {
    const before = new Set(app.node.children);
    const built = collected.attempt(`${cluster.key}/${builder.app}`, () => {
      builder.build(app);
    });
    if (!built) {
      removeChildren(app, before);
    }
  }
  return renderApp(app, cluster.key);
}

/** A chart that threw half-way leaves constructs behind that nobody finished. */
function removeChildren(app: App, keep: ReadonlySet<unknown>): void {
  for (const child of app.node.children.filter((candidate) => !keep.has(candidate))) {
    app.node.tryRemoveChild(child.node.id);
  }
}

class Collected {
  private readonly objects: KubeObject[] = [];
  private readonly resources: HostObject[] = [];
  private readonly externals: Declared<External>[] = [];
  private readonly flows: Bundle['flows'][number][] = [];
  private readonly state: Bundle['state'][number][] = [];
  private readonly violations: PlacedViolation[] = [];
  private readonly incomplete: string[] = [];

  public attempt(part: string, run: () => void): boolean {
    const violation = attempt(part, run);
    if (violation !== undefined) {
      this.violations.push(violation);
      this.incomplete.push(part);
    }
    return violation === undefined;
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

  public addStack(tree: RenderedTree<HostObject>): void {
    append(this.resources, tree.leaves);
    this.addDeclarations(tree);
  }

  public bundle(site: Site): Bundle {
    const { objects, resources, flows, state, externals, incomplete, violations } = this;
    return {
      site,
      objects: sortBy(objects, (object) => object.where),
      resources: sortBy(resources, (resource) => resource.where),
      flows,
      state,
      externals,
      incomplete,
      violations,
    };
  }

  private addDeclarations(tree: RenderedTree<unknown>): void {
    append(this.flows, tree.flows);
    append(this.state, tree.state);
    append(this.externals, tree.externals);
    append(this.violations, tree.violations);
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
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
