import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareCodePoints } from '../../constructs/model/code-points';
import {
  withoutValue,
  type ChartDefinition,
  type RenderedChart,
  type RenderedObject,
} from '../../constructs/model/chart';
import { VERSIONS } from '../../constructs/model/versions';
import coreResources from '../imports/core-resources.json';
import { helmTemplate, type Rendering } from './helm';
import { marked, probesOf, probing, type Probe } from './marks';
import { sourcesOf, unpackChart } from './sources';
import { isTest, strip } from './strip';

/** Programs and folders that drawing needs. */
export interface Workplace {
  /** The helm program. */
  readonly helm: string;
  /** Folder with a clone of each repository. */
  readonly repositories: string;
}

/**
 * Draws what a chart creates from a real rendering.
 *
 * @throws Error if a value turns up nowhere and still changes what is drawn: then the definition must not call it an input; or
 *   if it turns up without having been set: then another sample is needed.
 */
export function drawChart(definition: ChartDefinition, { helm, repositories }: Workplace): RenderedChart {
  const { chart } = VERSIONS.systems[definition.system];
  if (chart === undefined) {
    throw new Error(`versions.json has no chart for ${definition.system}`);
  }
  const scratch = mkdtempSync(join(tmpdir(), 'rackproof-chart-'));
  try {
    const folder = join(scratch, 'chart');
    mkdirSync(folder);
    unpackChart(chart, repositories, folder);
    const objects = objectsOf(definition, (values) => helmTemplate(helm, { ...rendering(definition, folder), values }));
    const { name, version, app } = chart;
    return { chart: { name, version, app }, kubernetes: KUBERNETES, sources: sourcesOf(chart), objects };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

const KUBERNETES = VERSIONS.kubernetes.schemas;

/** Argo CD tells helm what the cluster serves, by version and by kind: alpha and beta are off unless switched on. */
const SERVED: readonly string[] = Object.entries(coreResources.resources)
  .filter(([version]) => !/(alpha|beta)\d+$/.test(version))
  .flatMap(([version, { cluster, namespaced }]: [string, Kinds]) => [
    version,
    ...Object.keys({ ...cluster, ...namespaced }).map((kind) => `${version}/${kind}`),
  ]);

interface Kinds {
  readonly cluster?: Readonly<Record<string, string>>;
  readonly namespaced?: Readonly<Record<string, string>>;
}

function rendering(
  { release, namespace, apiVersions = [] }: ChartDefinition,
  chart: string,
): Omit<Rendering, 'values'> {
  return { chart, release, namespace, kubernetes: KUBERNETES, apiVersions: [...SERVED, ...apiVersions] };
}

function objectsOf(
  definition: ChartDefinition,
  render: (values: Rendering['values']) => ReturnType<typeof helmTemplate>,
): readonly RenderedObject[] {
  const probes = probesOf(definition);
  const draw = (chosen: readonly Probe[], seen: Set<string>, values = probing(definition, chosen)): RenderedObject[] =>
    render(values)
      .filter((object) => !isTest(object))
      .map((object) => marked(strip(object, definition.namespace), chosen, seen) as RenderedObject)
      .sort((a, b) => compareCodePoints(orderOf(a), orderOf(b)));
  const strangers = new Set<string>();
  draw(probes, strangers, definition.fixed);
  if (strangers.size > 0) {
    throw new Error(`${definition.system}: samples that turn up by themselves: ${[...strangers].join(', ')}`);
  }
  const seen = new Set<string>();
  const objects = draw(probes, seen);
  for (const { path } of probes.filter((probe) => !seen.has(probe.path))) {
    const without = draw(probes, new Set(), withoutValue(probing(definition, probes), path));
    if (JSON.stringify(without) !== JSON.stringify(objects)) {
      throw new Error(`${definition.system}: ${path} changes what is created, and its value turns up nowhere`);
    }
  }
  return objects;
}

function orderOf({ manifest: { apiVersion, kind, metadata } }: RenderedObject): string {
  return [apiVersion, kind, metadata.namespace ?? '', metadata.name].join('\u0000');
}
