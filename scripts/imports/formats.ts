import type { SourceSchema, StrictSchema } from './schema';

/** Names under which the validator keeps formats as Go and Kubernetes read them, by their OpenAPI name. */
const STRING_FORMATS: ReadonlyMap<string, string> = new Map([
  ['byte', 'go-base64'],
  ['cidr', 'go-cidr'],
  ['date-time', 'go-date-time'],
  ['duration', 'go-duration'],
  ['ipv4', 'go-ipv4'],
  ['ipv6', 'go-ipv6'],
  ['quantity', 'k8s-quantity'],
]);

/** Bounds of Go's integers; those of int64 are the outermost that a double holds. */
const INTEGER_BOUNDS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['int32', [-(2 ** 31), 2 ** 31 - 1]],
  ['int64', [-(2 ** 63), 2 ** 63 - 1024]],
]);

/** What a `format` means in a strict schema: a format of ours, or bounds; nothing where it does not fit the type. */
export function strictFormat(source: SourceSchema): StrictSchema {
  const { format = '', type } = source;
  if (type === 'integer') {
    return bounds(source, INTEGER_BOUNDS.get(format));
  }
  const name = STRING_FORMATS.get(format);
  return name !== undefined && (type === 'string' || type === undefined) ? { format: name } : {};
}

function bounds({ minimum, maximum }: SourceSchema, limits: readonly [number, number] | undefined): StrictSchema {
  return limits === undefined
    ? {}
    : { minimum: Math.max(minimum ?? limits[0], limits[0]), maximum: Math.min(maximum ?? limits[1], limits[1]) };
}
