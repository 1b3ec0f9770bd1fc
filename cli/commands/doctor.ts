import { examine } from '../doctor/examine';
import { EXIT } from '../fault';
import type { Output } from '../output';
import { tableText } from '../text/table';

/** `rackproof doctor`: what is missing on this machine, and the command that fixes it. */
export function doctor({ json, out }: { readonly json: boolean; readonly out: string }, output: Output): number {
  const symptoms = examine({ out });
  if (json) {
    output.json({ symptoms });
  } else {
    const rows = symptoms.map(({ state, what, found, fix }) => [state, what, found, fix ?? '']);
    output.product(tableText(['state', 'what', 'found', 'what to do'], rows));
  }
  return symptoms.some(({ state }) => state === 'broken') ? EXIT.findings : EXIT.ok;
}
