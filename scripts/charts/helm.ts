import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { HelmValues } from '../../constructs/model/chart';
import type { Manifest } from '../../constructs/model';

/** How a chart is rendered. */
export interface Rendering {
  /** Folder of the chart. */
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  readonly kubernetes: string;
  readonly values: HelmValues;
  /** API groups and versions that the chart may ask for, as `group/version` or `group/version/Kind`. */
  readonly apiVersions: readonly string[];
}

/** An object of the rendering, with the template that made it. */
export interface HelmObject {
  readonly source: string;
  readonly manifest: Manifest;
}

/** Renders as Argo CD does: `helm template --include-crds`, which also gives the hooks. */
export function helmTemplate(helm: string, rendering: Rendering): readonly HelmObject[] {
  const { chart, release, namespace, kubernetes, values, apiVersions } = rendering;
  const file = join(chart, '..', 'values.json');
  writeFileSync(file, JSON.stringify(values));
  const apis = apiVersions.flatMap((version) => ['--api-versions', version]);
  const text = execFileSync(
    helm,
    ['template', release, chart, '-n', namespace, '--include-crds', '--kube-version', kubernetes, '-f', file, ...apis],
    { encoding: 'utf8', maxBuffer: 2 ** 29 },
  );
  return objectsIn(text);
}

/** A document of comments alone names the source of the next one: files of CRDs begin with a separator of their own. */
function objectsIn(text: string): readonly HelmObject[] {
  let source = '';
  return text.split(/^---$/m).flatMap((document) => {
    source = /^# Source: [^/\s]+\/(\S+)$/m.exec(document)?.[1] ?? source;
    const manifest = parse(document, { version: '1.1', maxAliasCount: -1 }) as Manifest | null;
    return manifest === null ? [] : [{ source, manifest }];
  });
}
