import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { ChartVersion, VersionSource } from '../../constructs/model/versions';

/** Every source that a chart is put together from, the chart's own first. */
export function sourcesOf({ name, source, subcharts = [], packed = [] }: ChartVersion): readonly VersionSource[] {
  if (source === undefined) {
    throw new Error(`versions.json does not say where the chart ${name} is`);
  }
  return [source, ...[...subcharts, ...packed].map((part) => part.source)];
}

/**
 * Puts a chart together as its release has it: the chart's folder at its pinned ref, and its subcharts in `charts/`.
 *
 * @param repositories folder with a clone of each repository, `<owner>/<name>`
 * @param target empty folder
 */
export function unpackChart(chart: ChartVersion, repositories: string, target: string): void {
  const [own] = sourcesOf(chart);
  unpack(own!, repositories, target);
  chart.subcharts?.forEach(({ name, source }) => {
    const folder = join(target, 'charts', name);
    mkdirSync(folder, { recursive: true });
    unpack(source, repositories, folder);
  });
  chart.packed?.forEach(({ file, source }) => {
    writeFileSync(join(target, file), definitionsOf(source, repositories));
  });
  complete(target, chart);
}

function unpack({ repository, ref, path }: VersionSource, repositories: string, target: string): void {
  const clone = join(repositories, new URL(repository).pathname.slice(1));
  if (!existsSync(clone)) {
    throw new Error(`no clone of ${repository} at ${clone}`);
  }
  const archive = execFileSync('git', ['-C', clone, 'archive', ref, path], { maxBuffer: 2 ** 29 });
  execFileSync('tar', ['-x', '-C', target, `--strip-components=${path.split('/').length}`], { input: archive });
}

function definitionsOf(source: VersionSource, repositories: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rackproof-definitions-'));
  try {
    unpack(source, repositories, folder);
    return readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .filter((content) => /^kind: CustomResourceDefinition$/m.test(content))
      .map((content) => content.replace(/^(---\n)?/, '---\n'))
      .join('');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Versions that stand in Git until a release tool fills them in. */
const UNRELEASED = /^v?0\.0\.0$/;

/** Does what releasing a chart does: fills in its version, and leaves out the dependencies that are not there. */
function complete(folder: string, chart: ChartVersion): void {
  const file = join(folder, 'Chart.yaml');
  const content = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const charts = join(folder, 'charts');
  const entries = existsSync(charts) ? readdirSync(charts, { withFileTypes: true }) : [];
  const subcharts = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const packed = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const dependencies = (content['dependencies'] ?? []) as readonly {
    readonly name: string;
    readonly version: string;
  }[];
  const released = (version: unknown, pinned: string): unknown =>
    typeof version === 'string' && UNRELEASED.test(version) ? pinned : version;
  content['version'] = released(content['version'], chart.version);
  content['appVersion'] = released(content['appVersion'], `v${chart.app}`);
  // Helm refuses a chart whose dependencies are not all there, also those that the values switch off.
  content['dependencies'] = dependencies
    .filter(({ name, version }) => subcharts.includes(name) || packed.includes(`${name}-${version}.tgz`))
    .map((dependency) => ({ ...dependency, version: released(dependency.version, chart.version) }));
  writeFileSync(file, stringify(content));
  subcharts.forEach((name) => {
    complete(join(charts, name), chart);
  });
}
