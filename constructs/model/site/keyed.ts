/** Members of the site by key, as they are written. */
export type Keyed<T> = Readonly<Record<string, T>>;

/** Members by key. A `Map`, because an object would also answer to `toString`. */
export function mapOf<T, R>(members: Keyed<T> | undefined, map: (value: T, key: string) => R): ReadonlyMap<string, R> {
  return new Map(Object.entries(members ?? {}).map(([key, value]) => [key, map(value, key)]));
}

/** Members in the order in which they were written. */
export function valuesOf<T, R>(members: Keyed<T> | undefined, map: (value: T, key: string) => R): readonly R[] {
  return [...mapOf(members, map).values()];
}
