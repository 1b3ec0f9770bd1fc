import { checkCorrectness } from './correctness';
import { ROWS } from './rows';
import { endWith, runBench } from './runner';

/** `npm run bench`: measures the goals. See docs/performance.md. */
endWith(() => runBench({ rows: ROWS, name: 'results', correctness: checkCorrectness }));
