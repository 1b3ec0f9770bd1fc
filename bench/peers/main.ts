import type { Bench } from '../row';
import { endWith } from '../../scripts/command-line';
import { runBench, type Suite } from '../runner';
import { scratchOf } from '../scratch';
import { helmTemplate, jsonnetStream, kustomize, ourStream, type Printer } from './commands';
import { comparePrinted } from './measure';
import { helmRow, jsonnetRow, kustomizeRow, PEER_ROWS } from './rows';
import { helm, jsonnet, kubectl, type Tool } from './tools';

/** `npm run bench:peers`: the same documents by the tools of others. See docs/performance.md. */
void endWith(() => runBench({ name: 'peers', ids: PEER_ROWS, open }));

/** Fetches the tools. */
function open(): Suite {
  const tools = { helm: helm(), jsonnet: jsonnet(), kubectl: kubectl() };
  return {
    rows: [helmRow(tools.helm), jsonnetRow(tools.jsonnet), kustomizeRow(tools.kubectl)],
    correctness: (bench) => equalToOurs(tools, bench),
  };
}

/** Tools as far as they could be fetched. */
type Tools = Readonly<Record<'helm' | 'jsonnet' | 'kubectl', Tool | undefined>>;

function equalToOurs(tools: Tools, bench: Bench): readonly string[] {
  const scratch = scratchOf(bench);
  return [
    ...compared(tools.helm, (tool) => helmTemplate(tool, scratch)),
    ...compared(tools.jsonnet, (tool) => jsonnetStream(tool, scratch)),
    ...compared(tools.kubectl, (tool) => kustomize(tool, scratch)),
  ];
}

function compared(tool: Tool | undefined, printerOf: (tool: Tool) => Printer): readonly string[] {
  return tool === undefined ? [] : [comparePrinted(tool.version, ourStream, printerOf(tool))];
}
