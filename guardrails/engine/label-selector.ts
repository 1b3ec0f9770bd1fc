import { listOf, recordOf } from './fields';

/**
 * Whether a LabelSelector selects labels. An empty one selects everything; what is no selector selects nothing.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export function selects(selector: unknown, labels: Readonly<Record<string, unknown>>): boolean {
  if (typeof selector !== 'object' || selector === null) {
    return false;
  }
  const { matchLabels, matchExpressions } = recordOf(selector);
  return (
    Object.entries(recordOf(matchLabels)).every(([key, value]) => has(labels, key) && labels[key] === value) &&
    listOf(matchExpressions).every((expression) => fulfils(recordOf(expression), labels))
  );
}

function fulfils(
  { key, operator, values }: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, unknown>>,
): boolean {
  const name = String(key);
  const isThere = has(labels, name);
  const isListed = isThere && listOf(values).includes(labels[name]);
  switch (operator) {
    case 'In':
      return isListed;
    case 'NotIn':
      return !isListed;
    case 'Exists':
      return isThere;
    case 'DoesNotExist':
      return !isThere;
    default:
      return false;
  }
}

function has(labels: Readonly<Record<string, unknown>>, key: string): boolean {
  return Object.hasOwn(labels, key);
}
