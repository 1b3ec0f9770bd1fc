import type { Bench } from '../row';
import { endWith, runBench } from '../runner';
import { scratchOf } from '../scratch';
import { helmTemplate, jsonnetStream, kustomize, ourStream, type Printer } from './commands';
import { comparePrinted } from './measure';
import { helmRow, jsonnetRow, kustomizeRow } from './rows';
import { helm, jsonnet, kubectl, type Tool } from './tools';

/** `npm run bench:peers`: the same documents by the tools of others. See docs/performance.md. */
const tools = { helm: helm(), jsonnet: jsonnet(), kubectl: kubectl() };

endWith(() =>
  runBench({
    rows: [helmRow(tools.helm), jsonnetRow(tools.jsonnet), kustomizeRow(tools.kubectl)],
    name: 'peers',
    correctness: equalToOurs,
  }),
);

function equalToOurs(bench: Bench): readonly string[] {
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
