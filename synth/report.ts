import { compareCodePoints } from '../constructs/model/code-points';
import type { Bundle, Finding } from '../constructs/model';

/** What `report.json` says: enough to review a change without running anything. */
export interface Report {
  readonly version: 1;
  readonly site: string;
  /** Objects per application, by cluster. */
  readonly clusters: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Resources per stack. */
  readonly stacks: Readonly<Record<string, number>>;
  /** Findings that stand: warnings only, an error leaves no output. */
  readonly findings: readonly Finding[];
  readonly waived: readonly unknown[];
  /** What nobody judged, and why. */
  readonly notModelled: readonly unknown[];
}

/** Everything that the checks said. */
export type Verdict = Pick<Report, 'findings' | 'waived' | 'notModelled'>;

/** Builds the report of a run. */
export function reportOf(bundle: Bundle, verdict: Verdict): Report {
  return {
    version: 1,
    site: bundle.site.name,
    clusters: countClusters(bundle),
    stacks: countBy(bundle.resources, ({ stack }) => stack),
    ...verdict,
  };
}

function countClusters({ site, objects }: Bundle): Report['clusters'] {
  const keys = [...site.clusters.keys()].sort(compareCodePoints);
  return Object.fromEntries(
    keys.map((key) => [
      key,
      countBy(
        objects.filter(({ cluster }) => cluster === key),
        ({ app }) => app,
      ),
    ]),
  );
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const item of items) {
    counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => compareCodePoints(a, b)));
}
