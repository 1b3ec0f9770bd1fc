import { relative } from 'node:path';
import type { Finding } from '../constructs/model';
import { complete, sortFindings } from '../guardrails/engine/check';
import { RULES } from '../guardrails/registry';
import type { WriterFault } from '../synth/writer';

/** What the writer refused, as findings like any other. */
export function writerFindings(faults: readonly WriterFault[], out: string): Finding[] {
  const where = relative('', out) || '.';
  return sortFindings(
    faults.map(({ rule, at, got, expected, fix, code }) => {
      const cause = code === undefined ? got : `${got} (${code})`;
      return complete({ rule, where, object: '', violation: { at, got: cause, expected, fix } }, RULES);
    }),
  );
}
