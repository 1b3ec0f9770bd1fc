import { atMost } from '../goal';
import { defineRow, type Row } from '../row';
import { scratchOf } from '../scratch';
import { helmTemplate, jsonnetStream, kustomize, ourFiles, ourStream } from './commands';
import { compare } from './measure';
import type { Tool } from './tools';

/** Charts of 4 objects: 4,000 and 16,000 documents. */
const SIZES: readonly number[] = [1_000, 4_000];

/** Ids of the rows: helm, jsonnet, kustomize. */
export const PEER_ROWS = [10, 12, 13] as const;

/** Helm on the same documents. */
export function helmRow(tool: Tool | undefined): Row {
  return defineRow({
    id: PEER_ROWS[0],
    title: 'whole process / helm template',
    definition:
      'wall time of whole processes on the same documents: node with our compiled code, which builds a tree of constructs, renders it ' +
      'and prints one stream, against `helm template` of a chart with one range; and, for information, one file an object with all ' +
      'promises kept against `helm template --output-dir`, which waits for no disk.',
    writes: true,
    ...unless(tool, 'helm'),
    measure(bench) {
      const scratch = scratchOf(bench);
      const template = helmTemplate(tool!, scratch);
      return bench.pick(SIZES, [10]).flatMap((charts) => [
        compare(bench, {
          name: `ours/helm ${charts * 4}`,
          ours: () => ourStream(charts),
          theirs: () => template(charts),
          goal: atMost(0.6),
        }),
        compare(bench, {
          name: `ours/helm files ${charts * 4}`,
          ours: () => ourFiles(charts, scratch.fresh('ours')),
          theirs: () => template(charts, scratch.fresh('theirs')),
        }),
      ]);
    },
  });
}

/** Jsonnet on the same documents. */
export function jsonnetRow(tool: Tool | undefined): Row {
  return defineRow({
    id: PEER_ROWS[1],
    title: 'whole process / jsonnet',
    definition:
      'the same against `jsonnet --yaml-stream`, which prints JSON documents; its own YAML takes many times as long.',
    writes: true,
    ...unless(tool, 'jsonnet'),
    measure(bench) {
      const stream = jsonnetStream(tool!, scratchOf(bench));
      return bench.pick(SIZES, [10]).map((charts) =>
        compare(bench, {
          name: `ours/jsonnet ${charts * 4}`,
          ours: () => ourStream(charts),
          theirs: () => stream(charts),
        }),
      );
    },
  });
}

/** Kustomize on the same documents. */
export function kustomizeRow(tool: Tool | undefined): Row {
  return defineRow({
    id: PEER_ROWS[2],
    title: 'whole process / kustomize',
    definition:
      'the same against `kubectl kustomize` of one file a chart; few charts only, for its time grows faster than they do.',
    writes: true,
    ...unless(tool, 'kubectl'),
    measure(bench) {
      const build = kustomize(tool!, scratchOf(bench));
      return bench.pick([100, 250], [10]).map((charts) =>
        compare(bench, {
          name: `ours/kustomize ${charts * 4}`,
          ours: () => ourStream(charts),
          theirs: () => build(charts),
        }),
      );
    },
  });
}

function unless(tool: Tool | undefined, name: string): Pick<Row, 'missing'> {
  return tool === undefined ? { missing: `there is no ${name}` } : {};
}
