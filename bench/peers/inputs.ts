import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLAIN } from '../../test/fixtures/workloads';

/** The plain workload of one chart, as a text in which `NAME` stands for the chart's name. */
function templateOf(): readonly string[] {
  const name = PLAIN.chartName(0);
  return Object.values(PLAIN.objects(0)).map((object) => JSON.stringify(object, undefined, 2).replaceAll(name, 'NAME'));
}

/** A Helm chart that renders the plain workload of `.Values.charts` charts. */
export function helmChart(directory: string): string {
  mkdirSync(join(directory, 'templates'), { recursive: true });
  writeFileSync(join(directory, 'Chart.yaml'), 'apiVersion: v2\nname: workload\nversion: 0.1.0\n');
  writeFileSync(join(directory, 'values.yaml'), 'charts: 1\n');
  const documents = templateOf().map((text) => `---\n${text.replaceAll('NAME', 'team-{{ $index }}')}\n`);
  const range = '{{- range $index := until (int .Values.charts) }}';
  writeFileSync(join(directory, 'templates/workload.yaml'), `${range}\n${documents.join('')}{{- end }}\n`);
  return directory;
}

/** A jsonnet program that renders the plain workload of `charts` charts as an array. */
export function jsonnetProgram(directory: string): string {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'workload.jsonnet');
  const objects = templateOf().map((text) => text.replaceAll(/"NAME"/g, 'name'));
  const chart = `local chart(name) = [\n${objects.join(',\n')}\n];\n`;
  const all = 'function(charts) std.flattenArrays([chart("team-%d" % index) for index in std.range(0, charts - 1)])\n';
  writeFileSync(file, chart + all);
  return file;
}

/** A kustomization of one file for each chart of the plain workload. */
export function kustomization(directory: string, charts: number): string {
  mkdirSync(directory, { recursive: true });
  const files = Array.from({ length: charts }, (_, index) => {
    const file = `${PLAIN.chartName(index)}.yaml`;
    const documents = Object.values(PLAIN.objects(index)).map((object) => JSON.stringify(object));
    writeFileSync(join(directory, file), documents.join('\n---\n'));
    return file;
  });
  writeFileSync(join(directory, 'kustomization.yaml'), JSON.stringify({ resources: files }));
  return directory;
}
