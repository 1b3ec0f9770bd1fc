/** Whether no two items of a list are deeply equal, the order of keys aside. Linear in the size of the list. */
export function areUnique(items: readonly unknown[]): boolean {
  return new Set(items.map((item) => (typeof item === 'object' ? canonical(item) : item))).size === items.length;
}

/** Never equal to an item that is a text itself: that one would have to be a key of its own here. */
function canonical(value: unknown): string {
  return `\u0000${JSON.stringify(value, sorted)}`;
}

function sorted(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
