import type { HostResource } from '../constructs/core/host-resource';
import { SpecError } from '../constructs/model';

/** A resource with the resources that must be registered before it. */
export interface Ordered {
  readonly resource: HostResource;
  readonly dependsOn: readonly string[];
}

/**
 * Orders the resources of a stack so that each comes after everything it needs; otherwise the order stays.
 *
 * @throws SpecError `render/dependency-cycle` if they need each other.
 */
export function inDependencyOrder(resources: readonly HostResource[]): readonly Ordered[] {
  const byName = new Map(resources.map((resource) => [resource.name, orderedOf(resource)]));
  const done = new Set<string>();
  const order: Ordered[] = [];
  const visit = (ordered: Ordered, path: readonly string[]): void => {
    const { resource, dependsOn } = ordered;
    if (done.has(resource.name)) {
      return;
    }
    refuseCycle(resource, path);
    for (const name of needsOf(resource, dependsOn)) {
      visit(byName.get(name)!, [...path, resource.name]);
    }
    done.add(resource.name);
    order.push(ordered);
  };
  byName.forEach((ordered) => {
    visit(ordered, []);
  });
  return order;
}

function orderedOf(resource: HostResource): Ordered {
  return { resource, dependsOn: resource.toHostObject().dependsOn };
}

function needsOf({ options: { provider } }: HostResource, dependsOn: readonly string[]): readonly string[] {
  return provider === undefined ? dependsOn : [provider.name, ...dependsOn];
}

function refuseCycle(resource: HostResource, path: readonly string[]): void {
  const start = path.indexOf(resource.name);
  if (start >= 0) {
    throw new SpecError(resource, 'render/dependency-cycle', {
      at: 'dependencies',
      got: [...path.slice(start), resource.name].join(' -> '),
      expected: 'dependencies that lead nowhere back',
    });
  }
}
