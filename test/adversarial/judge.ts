import { ApiObject, Chart, type App } from 'cdk8s';
import { findingsText } from '../../cli/text/findings';
import { styleFor } from '../../cli/text/style';
import { run, type Run } from '../../cli/run';
import type { Finding, SiteInput } from '../../constructs/model';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import type { StackBuilder } from '../../synth/program';

/** A manifest as anybody may write it: right or wrong. */
export interface AnyManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** Charts by their id. */
export type Charts = Readonly<Record<string, (chart: Chart, app: App) => void>>;

/** Families judge more than is asked here; what the structure of an object is judged by, always is. */
const STRUCTURE = /^(?:structure|render|writer)\//;

/** Runs everything but the writing on charts of the example site's cluster. */
export function runCharts(charts: Charts, stacks: readonly StackBuilder[] = []): Run {
  const site: SiteInput = EXAMPLE_SITE;
  const builders = Object.entries(charts).map(([id, build]) => ({
    app: id,
    build: (app: App) => {
      build(new Chart(app, id), app);
    },
  }));
  return run({ site, charts: () => builders, stacks: () => stacks }, __dirname);
}

/** Runs everything but the writing on manifests, each an ApiObject of one chart, beside the namespace `apps`. */
export function runManifests(...manifests: readonly AnyManifest[]): Run {
  return runCharts({
    row: (chart) => {
      new ApiObject(chart, 'apps', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } });
      manifests.forEach((manifest, index) => new ApiObject(chart, `object-${index}`, manifest));
    },
  });
}

/** Findings on the structure of objects. */
export function structureFindings({ findings }: Run): readonly Finding[] {
  return findings.filter(({ rule }) => STRUCTURE.test(rule));
}

/** The one finding on the structure of manifests. */
export function onlyFinding(...manifests: readonly AnyManifest[]): Finding {
  const findings = structureFindings(runManifests(...manifests));
  expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toHaveLength(1);
  return findings[0]!;
}

/** Everything that leaves the program: findings as text and as JSON, the report, the files. */
export function everythingPrinted(result: Run): string {
  const { findings, waived, notModelled, report, files } = result;
  return [
    findingsText(findings, styleFor({ isTTY: false })),
    JSON.stringify({ findings, waived, notModelled, report }),
    ...files.flatMap(({ path, content }) => [path, content]),
  ].join('\n');
}

/** Content of the one file of an object. */
export function fileOf({ files }: Run, kind: string, name: string): string {
  const found = files.filter(({ path }) => path.endsWith(`/${kind}_${name}.yaml`));
  expect(found).toHaveLength(1);
  return String(found[0]!.content);
}

/** A Deployment that nothing is wrong with, with another container or other metadata. */
export function deployment(
  container: Readonly<Record<string, unknown>> = {},
  metadata: Readonly<Record<string, unknown>> = {},
): AnyManifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'apps', ...metadata },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'ghcr.io/example/web:2.1.0', ...container }] },
      },
    },
  };
}

/** A ConfigMap that nothing is wrong with, with other metadata or data. */
export function configMap(
  metadata: Readonly<Record<string, unknown>> = {},
  data: Readonly<Record<string, unknown>> = { mode: 'fast' },
): AnyManifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'apps', ...metadata }, data };
}

/** A CronJob that nothing is wrong with, with another name, schedule or time zone. */
export function cronJob(name: string, spec: Readonly<Record<string, unknown>> = {}): AnyManifest {
  const containers = [{ name: 'prune', image: 'ghcr.io/example/prune:1.0.0' }];
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace: 'apps' },
    spec: {
      schedule: '0 6 * * *',
      jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', containers } } } },
      ...spec,
    },
  };
}
