/** Keys and indexes from the root of a manifest to a place. */
export type Segments = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z0-9_$-]+$/;

/** A place for people: `spec.containers[0].image`, keys with other characters quoted: `labels["app.kubernetes.io/name"]`. */
export function dotted(segments: Segments): string {
  let path = '';
  for (const segment of segments) {
    if (typeof segment === 'number') {
      path += `[${segment}]`;
    } else if (PLAIN_KEY.test(segment)) {
      path += path === '' ? segment : `.${segment}`;
    } else {
      path += `[${JSON.stringify(segment)}]`;
    }
  }
  return path;
}

/** Segments of a JSON pointer as a URI fragment, as the validator writes it: `#/metadata/labels/a~1b`. */
export function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Own value at a key of an object or list; nothing is inherited. */
export function ownValue(container: unknown, key: string | number): unknown {
  return typeof container === 'object' && container !== null && Object.hasOwn(container, key)
    ? (container as Readonly<Record<string | number, unknown>>)[key]
    : undefined;
}
