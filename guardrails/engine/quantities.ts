import type { Manifest, Violation } from '../../constructs/model';
import { compareQuantities, parseNonNegativeQuantity } from '../../constructs/model/quantity';
import { fieldsAt, recordOf } from './fields';
import { holdsPatterns, kindOf } from './kind';
import { containerFields, podFields } from './pods';
import { refusal } from './refusal';
import { pathOf, type Place } from './walk';

/** Amounts outside `resources`, by kind; the volumes of PostgreSQL have a rule of their own. */
export const QUANTITY_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['PersistentVolume', ['spec.capacity{}']],
  ['ResourceQuota', ['spec.hard{}']],
  ['LimitRange', ['max', 'min', 'default', 'defaultRequest'].map((field) => `spec.limits[].${field}{}`)],
  [
    'postgresql.cnpg.io/Cluster',
    ['spec.ephemeralVolumesSizeLimit.shm', 'spec.ephemeralVolumesSizeLimit.temporaryData'],
  ],
  ['monitoring.coreos.com/Prometheus', ['spec.storage.emptyDir.sizeLimit']],
]);

/** Resources that are counted in bytes: a thousandth of one is always a slip. */
const BYTES = /^(?:memory|storage|ephemeral-storage|hugepages-.+)$/;

/** Everything that is wrong with the amounts of an object. */
export function quantityViolations(manifest: Manifest, leaves: readonly Place[]): readonly Violation[] {
  const kind = kindOf(manifest);
  if (holdsPatterns(kind)) {
    return [];
  }
  const amounts = leaves.filter(isResource);
  const others = [
    ...(QUANTITY_FIELDS.get(kind) ?? []).flatMap((path) => fieldsAt(manifest, path)),
    ...podFields(manifest, 'spec.volumes[].emptyDir.sizeLimit'),
    ...containerFields(manifest, 'env[].valueFrom.resourceFieldRef.divisor'),
  ];
  return [
    ...amounts.flatMap(resource),
    ...others.flatMap(({ at, value }) => refusal(at, parseNonNegativeQuantity(value))),
  ];
}

/** `resources.requests.cpu` and its like, in whatever kind. */
function isResource({ parent }: Place): boolean {
  return (
    (parent?.key === 'requests' || parent?.key === 'limits') &&
    /resources$/i.test(String(parent.parent?.key ?? '')) &&
    !Array.isArray(parent.value)
  );
}

function resource(place: Place): Violation[] {
  const parsed = parseNonNegativeQuantity(place.value);
  if (!parsed.ok) {
    return refusal(pathOf(place), parsed);
  }
  const text = String(place.value);
  if (BYTES.test(String(place.key)) && /[num]$/.test(text)) {
    return [{ at: pathOf(place), got: text, expected: 'bytes: a suffix such as Mi or Gi, not thousandths' }];
  }
  return place.parent?.key === 'requests' ? aboveLimit(place) : [];
}

function aboveLimit(place: Place): Violation[] {
  const limit = recordOf(recordOf(place.parent?.parent?.value)['limits'])[place.key];
  const [request, most] = [parseNonNegativeQuantity(place.value), parseNonNegativeQuantity(limit)];
  return request.ok && most.ok && compareQuantities(request.value, most.value) > 0
    ? [
        {
          at: pathOf(place),
          got: `${String(place.value)}, while limits.${String(place.key)} is ${String(limit)}`,
          expected: 'at most the limit',
          fix: `lower the request to ${String(limit)}, or raise the limit to ${String(place.value)}`,
        },
      ]
    : [];
}
