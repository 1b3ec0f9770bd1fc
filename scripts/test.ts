import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fetchNodes } from './nodes';

/** `npm test`: fetches what only tests need, runs Jest, and ends with a line that counts. Arguments go to Jest. */
const root = join(__dirname, '..');
const results = join(root, '.cache/jest.json');

fetchNodes();
mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(results, { force: true });
const jest = [join(root, 'node_modules/jest/bin/jest.js'), '--ci', '--json', `--outputFile=${results}`];
// Jest prints its JSON to stdout as well: the file is enough.
const { status } = spawnSync(process.execPath, [...jest, ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites, snapshot } = read();
const obsolete = snapshot.unchecked + snapshot.filesRemoved;
if (obsolete > 0) {
  console.error(`${obsolete} obsolete snapshots: run npm run golden:update and look at what goes`);
}
const failed = numFailedTests + numRuntimeErrorTestSuites + obsolete;
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`);
process.exitCode = status === 0 && failed === 0 ? 0 : 1;

interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly snapshot: { readonly unchecked: number; readonly filesRemoved: number };
}

function read(): JestResults {
  try {
    return JSON.parse(readFileSync(results, 'utf8')) as JestResults;
  } catch {
    const none = { unchecked: 0, filesRemoved: 0 };
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numRuntimeErrorTestSuites: 1, snapshot: none };
  }
}
