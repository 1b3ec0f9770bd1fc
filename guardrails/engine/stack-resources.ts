import type { HostObject } from '../../constructs/model';
import { getOrAdd } from './get-or-add';

/** The resources of one host stack. */
export class StackResources {
  private readonly types = new Map<string, HostObject[]>();
  private readonly names = new Map<string, HostObject[]>();

  public add(resource: HostObject): void {
    getOrAdd(this.types, resource.type, () => []).push(resource);
    getOrAdd(this.names, resource.name, () => []).push(resource);
  }

  public ofType(type: string): readonly HostObject[] {
    return this.types.get(type) ?? [];
  }

  public named(name: string): readonly HostObject[] {
    return this.names.get(name) ?? [];
  }
}
