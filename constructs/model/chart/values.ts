import { isRecord } from '../foreign';

/** A value of a Helm chart. */
export type HelmValue = string | number | boolean | null | readonly HelmValue[] | HelmValues;

/** Values of a Helm chart, as its `values.yaml` nests them. */
export interface HelmValues {
  readonly [key: string]: HelmValue;
}

/** The value at a path, `deployment.replicas`; undefined where there is none. */
export function valueAt(values: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), values);
}

/** The same values with one more at a path. What stands there already gives way; maps above it are kept. */
export function withValue(values: HelmValues, path: string, value: HelmValue): HelmValues {
  return placed(values, keysOf(path), value);
}

/** The same values without what stands at a path, and without maps that are empty for it. */
export function withoutValue(values: HelmValues, path: string): HelmValues {
  return removed(values, keysOf(path));
}

/** Keys along a path; a dot that belongs to a key follows a backslash, as for `helm --set`. */
function keysOf(path: string): readonly string[] {
  return path.split(/(?<!\\)\./).map((key) => key.replaceAll('\\.', '.'));
}

function placed(values: HelmValues, [key, ...rest]: readonly string[], value: HelmValue): HelmValues {
  if (key === undefined) {
    return values;
  }
  const below = values[key];
  return { ...values, [key]: rest.length === 0 ? value : placed(isValues(below) ? below : {}, rest, value) };
}

function removed(values: HelmValues, [key, ...rest]: readonly string[]): HelmValues {
  if (key === undefined || values[key] === undefined) {
    return values;
  }
  const { [key]: below, ...others } = values;
  if (rest.length === 0 || !isValues(below)) {
    return rest.length === 0 ? others : values;
  }
  const left = removed(below, rest);
  return Object.keys(left).length === 0 ? others : { ...others, [key]: left };
}

/** Paths at which two trees of values differ, in the order of the first; the path of a list or a scalar as a whole. */
export function differences(left: HelmValues, right: HelmValues, above = ''): readonly string[] {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap((key) => {
    const [a, b] = [left[key], right[key]];
    const path = above === '' ? key : `${above}.${key}`;
    if (isValues(a) && isValues(b)) {
      return differences(a, b, path);
    }
    return canonical(a) === canonical(b) ? [] : [path];
  });
}

/** A value as text, whatever the order of its maps. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    isValues(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

function isValues(value: unknown): value is HelmValues {
  return isRecord(value);
}
