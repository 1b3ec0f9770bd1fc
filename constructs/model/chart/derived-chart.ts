import type { Manifest } from '../bundle';
import type { DerivedObject } from '../derived-object';
import { isRecord, listOf, recordOf, textOf } from '../foreign';
import type { ChartDefinition } from './definition';
import { VALUE_MARK, type RenderedObject } from './rendered';
import { valueAt, type HelmValues } from './values';

/** Everything that an install of a chart creates: what the chart renders, and what the running system makes besides. */
export function chartObjects(
  definition: Pick<ChartDefinition, 'rendered' | 'runtime'>,
  values: HelmValues,
): readonly DerivedObject[] {
  const rendered = definition.rendered.objects.map((object) => derivedOf(object, values));
  return [...rendered, ...(definition.runtime?.(values) ?? [])];
}

function derivedOf({ source, manifest, keys }: RenderedObject, values: HelmValues): DerivedObject {
  const filled = fill(manifest, values) as Manifest;
  const { apiVersion, kind, metadata } = filled;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return {
    kind: group === '' ? kind : `${group}/${kind}`,
    namespace: metadata.namespace,
    name: metadata.name,
    keys,
    ports: group === '' && kind === 'Service' ? portsOf(filled) : undefined,
    manifest: filled,
    source,
  };
}

/** Puts the values of the site where the rendering had those that it was drawn with; a field without a value goes. */
function fill(node: unknown, values: HelmValues): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => fill(item, values)).filter((item) => item !== undefined);
  }
  if (!isRecord(node)) {
    return node;
  }
  const path = node[VALUE_MARK];
  if (typeof path === 'string') {
    return valueAt(values, path);
  }
  const fields = Object.entries(node).map(([key, value]) => [key, fill(value, values)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function portsOf(service: Manifest): DerivedObject['ports'] {
  return listOf(recordOf(service['spec'])['ports']).flatMap((item) => {
    const { name, port } = recordOf(item);
    return typeof port !== 'number' ? [] : [textOf(name) === undefined ? { port } : { name: String(name), port }];
  });
}
