#!/usr/bin/env node
import { Console } from 'node:console';
import { internalFault, main, reportFault } from './command-line';
import { terminal } from './output';

// Nobody sees a stack trace unless he asks for it: mapping 300 sources costs a tenth of a small site's whole run.
if (process.env['RACKPROOF_DEBUG'] === undefined) {
  process.setSourceMapsEnabled(false);
}

const output = terminal();

// stdout is the product: what a site or a chart prints while it is built is not.
globalThis.console = new Console(process.stderr, process.stderr);

// A reader that has seen enough (`| head`) is no fault of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
}

// Code of a site may fail after it was loaded, in a timer or a promise that nobody awaits.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    process.exitCode = reportFault(internalFault(error), process.argv.includes('--json'), output);
    process.exit();
  });
}

void main(process.argv.slice(2), output).then((code) => {
  process.exitCode = code;
});
