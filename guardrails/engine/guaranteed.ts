import type { Violation } from '../../constructs/model';
import { parseQuantity, sameQuantity } from '../../constructs/model/quantity';
import { recordOf } from './fields';

/**
 * What keeps `resources` at a path out of the Guaranteed QoS class: a request that differs from its limit, or no limit.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 */
export function notGuaranteed(resources: unknown, at: string): readonly Violation[] {
  const { requests, limits } = recordOf(resources);
  return (['cpu', 'memory'] as const).flatMap((unit) => {
    const limit = recordOf(limits)[unit];
    // The API server copies a limit into a request that is missing.
    const request = recordOf(requests)[unit] ?? limit;
    // What is no quantity at all is for structure/quantity to tell.
    const malformed = [request, limit].some((value) => value !== undefined && !parseQuantity(value).ok);
    return malformed || sameQuantity(request, limit)
      ? []
      : [
          {
            at: `${at}.requests.${unit}`,
            got: `${amountOf(request) ?? 'nothing'}, while limits.${unit} is ${amountOf(limit) ?? 'missing'}`,
            expected: 'the same quantity in both',
          },
        ];
  });
}

function amountOf(quantity: unknown): string | undefined {
  return typeof quantity === 'string' || typeof quantity === 'number' ? String(quantity) : undefined;
}
