import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Other Node versions that the tests run on; this process is the one from the machine. */
export const OTHER_NODES = ['22.23.3', '24.21.0'] as const;

/** Where fetched Node versions are kept, so that a second run needs no network. */
export const NODE_CACHE = join(__dirname, '../.cache/nodes');

/** Path of a fetched Node, whether or not it is there. */
export function nodeBinary(version: string): string {
  return join(NODE_CACHE, version, 'node_modules', packageName(), 'bin', 'node');
}

/** Fetches the Node versions that are missing, as npm packages; says so where that does not work. */
export function fetchNodes(): void {
  for (const version of OTHER_NODES.filter((candidate) => !existsSync(nodeBinary(candidate)))) {
    console.error(`fetching Node ${version} for the tests (once)`);
    const args = ['install', '--no-save', '--no-package-lock', '--prefix', join(NODE_CACHE, version)];
    const { status } = spawnSync('npm', [...args, `${packageName()}@${version}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) {
      console.error(`Node ${version} could not be fetched: the tests that need it are skipped`);
    }
  }
}

function packageName(): string {
  return `node-${process.platform}-${process.arch}`;
}
