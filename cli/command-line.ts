import { Command, CommanderError, Option } from 'commander';
import { withoutSecretForms } from '../guardrails/engine/scrub';
import { COMMANDS } from './commands';
import type { SynthOptions } from './commands/synth';
import { EXIT, Fault } from './fault';
import type { CommonOptions, Output } from './output';
import { withSealOptions, type SealOptions } from './seal/options';
import { version } from './version';

/** Runs one command; every outcome is an exit code, no outcome is a stack trace. */
export async function main(args: readonly string[], output: Output): Promise<number> {
  let code: number = EXIT.ok;
  const program = commands(output, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return explainFailure(error, args.includes('--json'), output);
  }
}

/** Collects the exit code of the command that ran. */
type Done = (code: number) => void;

function commands(output: Output, done: Done): Command {
  const program = new Command('rackproof')
    .description('One typed site, checked and rendered: Kubernetes manifests and Proxmox resources')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        output.product(text.trimEnd());
      },
      writeErr: () => undefined,
    });
  return program
    .addCommand(synthCommand(output, done))
    .addCommand(checkCommand(output, done))
    .addCommand(explainCommand(output, done))
    .addCommand(rulesCommand(output, done))
    .addCommand(sealCommand(output, done))
    .addCommand(doctorCommand(output, done));
}

function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .option('--json', 'one JSON document on stdout', false);
}

const SITE = new Option('--site <file>', 'site or program to load (default: site/index, or the only file in site/)');

function synthCommand(output: Output, done: Done): Command {
  return command('synth', 'check, then write the output')
    .addOption(SITE)
    .option('--out <dir>', 'folder to write to', 'dist')
    .option(
      '--adopt',
      'write into a folder that holds other files, which are left alone, or the output of another site, which is replaced',
      false,
    )
    .action(async (options: SynthOptions) => {
      done(await COMMANDS.synth()(options, output));
    });
}

function checkCommand(output: Output, done: Done): Command {
  return command('check', 'everything but writing')
    .addOption(SITE)
    .action(async (options: CommonOptions) => {
      done(await COMMANDS.check()(options, output));
    });
}

function explainCommand(output: Output, done: Done): Command {
  return command('explain', 'what a rule checks, why, and how to mend it')
    .argument('<rule>', 'id of the rule')
    .action((rule: string, options: { json: boolean }) => {
      done(COMMANDS.explain()(rule, options, output));
    });
}

function rulesCommand(output: Output, done: Done): Command {
  return command('rules', 'every rule in a line').action((options: { json: boolean }) => {
    done(COMMANDS.rules()(options, output));
  });
}

function sealCommand(output: Output, done: Done): Command {
  return withSealOptions(command('seal', 'seals a Secret for a cluster, offline')).action(
    async (options: SealOptions) => {
      done(await COMMANDS.seal()(options, output));
    },
  );
}

function doctorCommand(output: Output, done: Done): Command {
  return command('doctor', 'what is missing on this machine, and the command that fixes it')
    .option('--out <dir>', 'output folder to look at', 'dist')
    .action((options: { json: boolean; out: string }) => {
      done(COMMANDS.doctor()(options, output));
    });
}

/** Help and version end in an exception too. */
function explainFailure(error: unknown, json: boolean, output: Output): number {
  return error instanceof CommanderError && error.exitCode === 0 ? EXIT.ok : reportFault(faultOf(error), json, output);
}

/** Says why the run stopped. Texts of others' code may quote a secret: its usual forms are taken out. */
export function reportFault(fault: Fault, json: boolean, output: Output): number {
  const message = withoutSecretForms(fault.message);
  if (json) {
    output.json({ code: fault.code, message, fix: fault.fix });
  }
  output.note(`rackproof: ${message}\n  fix: ${fault.fix}`);
  if (fault.cause instanceof Error && process.env['RACKPROOF_DEBUG'] !== undefined) {
    output.note(withoutSecretForms(fault.cause.stack ?? ''));
  }
  return EXIT.stopped;
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) {
    return error;
  }
  if (error instanceof CommanderError && error.code === 'commander.help') {
    const fix = 'name one of: synth, check, explain, rules, seal, doctor; rackproof --help says more';
    return new Fault('usage', 'which command?', fix);
  }
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
    return new Fault('usage', message, 'rackproof --help lists the commands and their options');
  }
  return internalFault(error);
}

/** What nobody foresaw: a bug of ours, or code of a site that fails after it was loaded. */
export function internalFault(error: unknown): Fault {
  const message = error instanceof Error ? error.message : `something that is no Error was thrown: ${typeof error}`;
  const fix = 'if your own code did not throw it, report it with RACKPROOF_DEBUG=1';
  const fault = new Fault('internal', `stopped by an error that nobody caught: ${message}`, fix);
  fault.cause = error;
  return fault;
}
