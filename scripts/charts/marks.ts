import { isRecord } from '../../constructs/model/foreign';
import {
  VALUE_MARK,
  withValue,
  type ChartDefinition,
  type HelmValue,
  type HelmValues,
} from '../../constructs/model/chart';

/** A value that is set in the rendering to see where it turns up. */
export interface Probe {
  /** Path in the values. */
  readonly path: string;
  readonly value: HelmValue;
}

/** One probe for every value that an install may set: resources get amounts that nothing else has. */
export function probesOf({ resources, inputs }: ChartDefinition): readonly Probe[] {
  const amounts = Object.values(resources).map(({ path }, index) => ({ path, value: amount(7001 + index) }));
  return [...amounts, ...Object.values(inputs).map(({ path, sample }) => ({ path, value: sample }))];
}

function amount(serial: number): HelmValue {
  const memory = `${serial}Mi`;
  return { requests: { cpu: `${serial}m`, memory }, limits: { cpu: `1${serial}m`, memory } };
}

/** The values of the rendering: what is always set, and the probes. */
export function probing(definition: ChartDefinition, probes: readonly Probe[]): HelmValues {
  return probes.reduce((values, { path, value }) => withValue(values, path, value), definition.fixed);
}

/** A rendered node with a mark wherever a probe turned up, and the paths of the probes that did. */
export function marked(node: unknown, probes: readonly Probe[], seen: Set<string>): unknown {
  const probe = probes.find(({ value }) => same(node, value));
  if (probe !== undefined) {
    seen.add(probe.path);
    return { [VALUE_MARK]: probe.path };
  }
  if (Array.isArray(node)) {
    return node.map((item) => marked(item, probes, seen));
  }
  return isRecord(node)
    ? Object.fromEntries(Object.entries(node).map(([key, value]) => [key, marked(value, probes, seen)]))
    : node;
}

/** Equal whatever the order of fields: Helm sorts them. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]));
  }
  if (!isRecord(a) || !isRecord(b)) {
    return a === b;
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]));
}
