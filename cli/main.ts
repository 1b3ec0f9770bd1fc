#!/usr/bin/env node
import { main } from './command-line';
import { terminal } from './output';

// A reader that has seen enough (`| head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

void main(process.argv.slice(2), terminal()).then((code) => {
  process.exitCode = code;
});
