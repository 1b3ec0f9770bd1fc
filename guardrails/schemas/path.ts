/** Keys and indexes from the root of a manifest to a place. */
export type Segments = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z0-9_$-]+$/;

/** A place for people: `spec.containers[0].image`, keys with other characters quoted: `labels["app.kubernetes.io/name"]`. */
export function dotted(segments: Segments): string {
  return segments
    .map((segment, position) => {
      if (typeof segment === 'number') {
        return `[${segment}]`;
      }
      const dot = position === 0 ? '' : '.';
      return PLAIN_KEY.test(segment) ? `${dot}${segment}` : `[${JSON.stringify(segment)}]`;
    })
    .join('');
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
