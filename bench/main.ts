import { checkCorrectness } from './correctness';
import { ROWS } from './rows';
import { endWith, runBench } from './runner';

/** `npm run bench`: measures the goals. See docs/performance.md. */
endWith(() => runBench({ rows: ROWS, results: 'bench/results.json', correctness: checkCorrectness }));
