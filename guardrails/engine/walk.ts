import { dotted } from '../schemas/path';

/** A place in a tree of plain data. Its path is put together only when somebody asks for it. */
export interface Place {
  readonly key: string | number;
  readonly value: unknown;
  /** The place that holds it; undefined at the root. */
  readonly parent: Place | undefined;
}

/** Every scalar of a value, in its order. Iterative: depth does not exhaust the stack. */
export function leavesOf(root: unknown): readonly Place[] {
  const leaves: Place[] = [];
  const stack: Place[] = [{ key: '', value: root, parent: undefined }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    if (typeof place.value === 'object' && place.value !== null) {
      pushMembers(stack, place.value, place);
    } else {
      leaves.push(place);
    }
  }
  return leaves;
}

/** Last member first: the stack gives them back in their order. */
function pushMembers(stack: Place[], container: object, parent: Place): void {
  if (Array.isArray(container)) {
    for (let index = container.length - 1; index >= 0; index -= 1) {
      stack.push({ key: index, value: container[index] as unknown, parent });
    }
    return;
  }
  const keys = Object.keys(container);
  for (let index = keys.length - 1; index >= 0; index -= 1) {
    const key = keys[index]!;
    stack.push({ key, value: (container as Readonly<Record<string, unknown>>)[key], parent });
  }
}

/** Keys and indexes from the root to a place. */
export function segmentsOf(place: Place): (string | number)[] {
  const segments: (string | number)[] = [];
  for (let at: Place = place; at.parent !== undefined; at = at.parent) {
    segments.unshift(at.key);
  }
  return segments;
}

/** Path of a place for people. */
export function pathOf(place: Place): string {
  return dotted(segmentsOf(place));
}

/** The nearest key above a place that is no index: for an item of a list the key of the list. */
export function nearestKey(place: Place): string {
  let at: Place | undefined = place;
  while (at !== undefined && typeof at.key === 'number') {
    at = at.parent;
  }
  return at === undefined ? '' : String(at.key);
}
