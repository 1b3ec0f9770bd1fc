import { endWith } from '../scripts/command-line';
import { checkCorrectness } from './correctness';
import { ROWS } from './rows';
import { runBench } from './runner';

/** `npm run bench`: measures the goals. See docs/performance.md. */
void endWith(() =>
  runBench({
    name: 'results',
    ids: ROWS.map(({ id }) => id),
    open: () => ({ rows: ROWS, correctness: checkCorrectness }),
  }),
);
