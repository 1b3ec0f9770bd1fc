/** Keys in the order in which cdk8s sorts them. */
export function sortedKeys(map: object): readonly string[] {
  const keys = Object.keys(map);
  if (keys.length > FEW) {
    return keys.sort();
  }
  // Most maps have a few keys, in order or nearly so: this takes a tenth of the time of `sort`.
  for (let end = 1; end < keys.length; end++) {
    const key = keys[end]!;
    let at = end;
    for (; at > 0 && keys[at - 1]! > key; at--) {
      keys[at] = keys[at - 1]!;
    }
    keys[at] = key;
  }
  return keys;
}

/** Keys that are sorted faster by moving each to its place. */
const FEW = 12;
