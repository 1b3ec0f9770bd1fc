import { compareCodePoints } from '../../constructs/model/code-points';
import { chartKnowledge, chartSources, type ChartKnowledge } from '../../constructs/gitops/charts/derived';
import type { Bundle, KubeObject } from '../../constructs/model';
import { validateManifest } from '../schemas';
import { getOrAdd } from './get-or-add';

/** Something that nothing here judges. */
export interface NotModelled {
  /** What it is: `example.org/v1 Widget`. */
  readonly what: string;
  readonly reason: string;
  /** How many: objects, or rules. */
  readonly count: number;
}

/** Everything in a bundle that nothing judges, in code-point order. */
export function notModelledOf(bundle: Pick<Bundle, 'objects' | 'incomplete'>): readonly NotModelled[] {
  const byKind = new Map<string, KubeObject[]>();
  for (const object of bundle.objects) {
    getOrAdd(byKind, `${object.manifest.apiVersion} ${object.manifest.kind}`, () => []).push(object);
  }
  const found = [...byKind].flatMap(([what, objects]) => ofKind(what, objects));
  const charts = bundle.objects.flatMap(chartsOf);
  return [...found, ...charts, ...incomplete(bundle)].sort((a, b) => compareCodePoints(a.what, b.what));
}

function ofKind(what: string, objects: readonly KubeObject[]): NotModelled[] {
  const { apiVersion, kind } = objects[0]!.manifest;
  const { unknownKind, notModelledRules } = validateManifest({ apiVersion, kind });
  if (unknownKind) {
    return [{ what, reason: 'objects of a kind without a pinned schema', count: objects.length }];
  }
  return notModelledRules === 0
    ? []
    : [{ what, reason: 'validation rules in CEL beside the schema', count: notModelledRules }];
}

/** Charts of an Application that nobody has read as it installs them. */
function chartsOf({ manifest }: KubeObject): NotModelled[] {
  return chartSources(manifest).flatMap((source) => {
    const gap = gapOf(chartKnowledge(source));
    const what = `chart ${source.chart} ${source.version}`.trim();
    return gap === undefined
      ? []
      : [{ what, reason: `${gap}: its pods, ports, webhooks and rights are in no check`, count: 1 }];
  });
}

function gapOf(knowledge: ChartKnowledge): string | undefined {
  switch (knowledge.extent) {
    case 'whole':
      return undefined;
    case 'none':
      return 'nobody has read this chart';
    case 'other':
    case 'partly':
      return knowledge.gap;
  }
}

function incomplete({ objects, incomplete: parts }: Pick<Bundle, 'objects' | 'incomplete'>): NotModelled[] {
  return parts.length === 0
    ? []
    : [
        {
          what: 'references between objects',
          reason: `not judged while ${[...parts].sort().join(', ')} ended with an error`,
          count: objects.length,
        },
      ];
}
