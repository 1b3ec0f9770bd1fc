import { posix } from 'node:path';
import { compareCodePoints } from '../../constructs/model/code-points';
import { chartKnowledge, chartSources, type ChartKnowledge } from '../../constructs/gitops/charts/derived';
import type { Bundle, KubeObject, Manifest, Site } from '../../constructs/model';
import { validateManifest } from '../schemas';
import { listOf, recordOf } from './fields';
import { APPLICATION, gitSources, isSameRepository, type GitSource } from './folders';
import { getOrAdd } from './get-or-add';
import { kindOf } from './kind';

/** Something that nothing here judges. */
export interface NotModelled {
  /** What it is: `example.org/v1 Widget`. */
  readonly what: string;
  readonly reason: string;
  /** How many: objects, or rules. */
  readonly count: number;
}

/** Everything in a bundle that nothing judges, in code-point order. */
export function notModelledOf(bundle: Pick<Bundle, 'objects' | 'incomplete' | 'site'>): readonly NotModelled[] {
  const byKind = new Map<string, KubeObject[]>();
  for (const object of bundle.objects) {
    getOrAdd(byKind, `${object.manifest.apiVersion} ${object.manifest.kind}`, () => []).push(object);
  }
  const found = [...byKind].flatMap(([what, objects]) => ofKind(what, objects));
  const charts = bundle.objects.flatMap(chartsOf);
  const others = bundle.objects.flatMap((object) => elsewhere(object, bundle.site));
  return [...found, ...charts, ...others, ...incomplete(bundle)].sort((a, b) => compareCodePoints(a.what, b.what));
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

/** What Applications deliver from places that are not rendered here. */
function elsewhere({ cluster, manifest }: KubeObject, site: Site): NotModelled[] {
  const repositories = [...site.clusters.values()].map(({ gitops }) => gitops);
  const isOurs = ({ repoURL, path }: GitSource): boolean =>
    repositories.some(
      (gitops) => isSameRepository(repoURL, gitops.repoURL) && path.startsWith(posix.join(gitops.path, 'clusters/')),
    );
  switch (kindOf(manifest)) {
    case APPLICATION:
      return gitSources(manifest)
        .filter((source) => !isOurs(source))
        .map(({ repoURL, path }) => ({
          what: `Git folder ${path} of ${repoURL}`,
          reason: `its objects are in no check; the Application ${manifest.metadata.name} of ${cluster} delivers them`,
          count: 1,
        }));
    case 'argoproj.io/ApplicationSet':
      return isOfRemotes(manifest, cluster, site)
        ? []
        : [
            {
              what: `ApplicationSet ${manifest.metadata.name}`,
              reason: 'what it generates, and what that delivers, is in no check',
              count: 1,
            },
          ];
    default:
      return [];
  }
}

/** Whether a set generates nothing but the Applications of other clusters of the site, which are rendered. */
function isOfRemotes({ spec }: Manifest, cluster: string, site: Site): boolean {
  const keys = listOf(recordOf(spec)['generators']).flatMap((generator) =>
    listOf(recordOf(recordOf(generator)['list'])['elements']).map((element) => recordOf(element)['cluster']),
  );
  const delivered = site.clusters.get(cluster)?.delivers ?? [];
  return keys.length > 0 && keys.every((key) => delivered.includes(String(key)));
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
