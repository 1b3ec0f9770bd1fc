import { CHARTS, pinnedChart } from '../constructs/gitops/charts/derived';
import type { Manifest } from '../constructs/model';
import { chartObjects, chartValues, type ChartDefinition } from '../constructs/model/chart';
import type { VersionSource } from '../constructs/model/versions';
import { listOf, recordOf } from '../guardrails/engine/fields';
import { containerFields, POD_KINDS } from '../guardrails/engine/pods';
import { kindOf } from '../guardrails/engine/kind';

const HEAD = `<!-- Written by \`npm run docs\` from what is known of the charts. -->

# Charts

What every chart of the platform creates, as \`npm run charts\` has drawn it: each is rendered by helm at its pinned version, with the
values that this project sets, and stripped to names, ports, labels, limits and rights. What the running system makes beyond that
is written by hand from its sources. Another version of a chart is refused until it is drawn anew (rule
[gitops/chart-version](guardrails/gitops/chart-version.md)); a chart that is not here is listed as not modelled.`;

/** The page docs/charts.md. */
export function chartPage(): string {
  return `${[HEAD, overview(), ...CHARTS.map(section)].join('\n\n')}\n`;
}

function overview(): string {
  const rows = CHARTS.map((definition) => {
    const { name, version, app } = pinnedChart(definition);
    const { rendered, namespace } = definition;
    const crds = rendered.objects.filter(({ manifest }) => manifest.kind === 'CustomResourceDefinition').length;
    return `| ${name} | ${version} | ${app} | ${namespace} | ${rendered.objects.length} | ${crds} | ${rendered.sources.map(linkTo).join(', ')} |`;
  });
  const title = '| chart | version | application | namespace | objects | of them definitions | read at |';
  return [title, '| --- | --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function linkTo({ repository, ref, path }: VersionSource): string {
  return `[${repository.slice('https://github.com/'.length)} ${ref}](${repository}/tree/${ref}/${path})`;
}

function section(definition: ChartDefinition): string {
  const objects = chartObjects(definition, chartValues(definition));
  const pods = objects.flatMap(({ manifest, source = '' }) =>
    manifest === undefined || !POD_KINDS.includes(kindOf(manifest)) ? [] : [podRow(manifest, source)],
  );
  const webhooks = objects.flatMap(({ manifest, source = '' }) =>
    manifest === undefined ? [] : listOf(manifest['webhooks']).map((webhook) => webhookRow(webhook, source)),
  );
  return [
    `## ${pinnedChart(definition).name}`,
    ['| pods of | containers | ports | file |', '| --- | --- | --- | --- |', ...pods].join('\n'),
    ...(webhooks.length === 0
      ? []
      : [['| webhook | of | when it does not answer | file |', '| --- | --- | --- | --- |', ...webhooks].join('\n')]),
    ...definition.exemptions.map(
      ({ workload, containers, reason }) => `No resources: ${containers.join(', ')} of ${workload}: ${reason}.`,
    ),
  ].join('\n\n');
}

function podRow(manifest: Manifest, source: string): string {
  const containers = containerFields(manifest, '').map(({ value }) => recordOf(value));
  const ports = containers.flatMap(({ ports: list }) =>
    listOf(list).map((port) => String(recordOf(port)['containerPort'])),
  );
  const hook = manifest.metadata.annotations?.['helm.sh/hook'];
  const title = `${manifest.kind} ${manifest.metadata.name}${hook === undefined ? '' : ` (${hook})`}`;
  return `| ${title} | ${containers.map(({ name }) => String(name)).join(', ')} | ${[...new Set(ports)].join(', ')} | ${source} |`;
}

function webhookRow(webhook: unknown, source: string): string {
  const { name, clientConfig, failurePolicy } = recordOf(webhook);
  const { service } = recordOf(clientConfig);
  return `| ${String(name)} | ${String(recordOf(service)['name'])} | ${failurePolicy === 'Fail' ? 'the request is refused' : 'the request passes'} | ${source} |`;
}
