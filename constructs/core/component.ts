import type { IConstruct } from 'constructs';

/** Key of the construct metadata that carries a component's type. */
const COMPONENT = 'rackproof:component';

/** Type of a scope that names none. */
const UNNAMED = 'rackproof:index:Construct';

/**
 * Names the type under which a construct's scope stands in Pulumi's previews and state.
 *
 * The type is part of the identity (URN) of every resource below it, so changing it replaces them: it is public API, and
 * therefore written down here instead of being taken from the class.
 *
 * @param type family and class, `proxmox:PbsStorage`; `rackproof:` is put before it
 */
export function nameComponent(scope: IConstruct, type: `${string}:${string}`): void {
  scope.node.addMetadata(COMPONENT, `rackproof:${type}`);
}

/** Pulumi type token of a construct's scope. */
export function componentTypeOf(scope: IConstruct): string {
  const entry = scope.node.metadata.find(({ type }) => type === COMPONENT);
  return entry === undefined ? UNNAMED : String(entry.data);
}

/** Pulumi name of a construct's scope: its ids below the stack, joined by `-`. */
export function componentNameOf(scope: IConstruct): string {
  return scope.node.scopes
    .slice(1)
    .map(({ node }) => node.id)
    .join('-');
}
