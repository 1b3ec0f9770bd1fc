import type { Bundle } from '../constructs/model';
import { pathsOf } from './paths';
import { planOf } from './plan';
import type { Report } from './report';
import type { OutputFile } from './writer';
import { emitYaml } from './yaml';

/** Every file of the output but the inventory, which the writer adds. */
export function filesOf(bundle: Bundle, report: Report): readonly OutputFile[] {
  const paths = pathsOf(bundle.objects);
  return [
    ...bundle.objects.map((object, index) => ({
      path: paths[index]!,
      content: emitYaml(object.manifest),
      object: object.where,
    })),
    ...(bundle.resources.length === 0 ? [] : [{ path: 'pulumi/plan.json', content: json(planOf(bundle)) }]),
    { path: 'report.json', content: json(report) },
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
