import type { Command, CommanderError } from 'commander';
import type { SealedSecretInput, SealingScope } from '../../constructs/model';
import { parseUtcTime } from '../../constructs/model/utc-time';
import { Fault } from '../fault';

/** Options of `rackproof seal` as they were typed. */
export interface SealOptions {
  readonly json: boolean;
  readonly cert: string;
  readonly cluster?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly scope?: string;
  readonly type?: string;
  readonly fromFile: readonly string[];
  readonly fromStdin?: string;
  readonly merge?: string;
  readonly at?: string;
}

const SCOPES: readonly SealingScope[] = ['strict', 'namespace-wide', 'cluster-wide'];

const HELP = 'rackproof seal --help lists the options';

const NOTES = `
Values are read from files and from stdin alone: what stands in arguments or in the environment is seen by other programs.
They are sealed byte for byte, with the line feed at the end where there is one; head -c -1 takes it off.
The output is one JSON document for site/secrets/<key>.json. With --merge it holds the file's values too; what --name,
--namespace, --cluster, --scope and --type leave out is the file's.`;

/** Adds the options of `rackproof seal` to a command. */
export function withSealOptions(command: Command): Command {
  const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  return command
    .requiredOption('--cert <file>', "the controller's certificate, in PEM")
    .option('--cluster <key>', 'key of the cluster in the site')
    .option('--name <name>', 'name of the Secret')
    .option('--namespace <namespace>', 'namespace of the Secret')
    .option('--scope <scope>', `where the values open: ${SCOPES.join(', ')} (default: strict)`)
    .option('--type <type>', 'type of the Secret (default: Opaque)')
    .option('--from-file <key=path>', 'a key and the file of its value; may be repeated', collect, [])
    .option('--from-stdin <key>', 'the key of the value on stdin', once)
    .option('--merge <file>', 'adds to what was sealed before, with the same certificate and for the same Secret')
    .option('--at <date>', 'the day or time in UTC at which the certificate must hold (default: now)')
    .addHelpText('after', NOTES)
    .exitOverride(withoutArguments);
}

/** Stdin is one value: of two keys the last would get it, and the other nothing. */
function once(value: string, before: string | undefined): string {
  if (before !== undefined) {
    throw new Fault('usage', 'seal was given --from-stdin twice', 'give the other value by --from-file');
  }
  return value;
}

/** A slip of the hand may leave a secret among the arguments: the messages of the parser would repeat it. */
function withoutArguments(error: CommanderError): never {
  if (error.code === 'commander.unknownOption') {
    throw new Fault('usage', 'seal was given an option that it does not have', HELP);
  }
  throw error;
}

/** What the values are sealed for. */
export interface Target {
  readonly cluster: string;
  readonly name: string;
  readonly namespace: string;
  readonly scope: SealingScope;
  readonly type: string;
}

/**
 * What the options, and the file that is added to, say of the target.
 *
 * @throws Fault `usage` if something is missing, or the scope is none.
 */
export function targetOf(options: SealOptions, before: SealedSecretInput | undefined): Target {
  const needed = (key: 'cluster' | 'name' | 'namespace'): string => {
    const value = options[key] ?? before?.[key];
    if (value === undefined) {
      throw new Fault('usage', `seal needs --${key}`, HELP);
    }
    return value;
  };
  const scope = options.scope ?? before?.scope ?? 'strict';
  if (!isScope(scope)) {
    throw new Fault('usage', `--scope takes one of: ${SCOPES.join(', ')}`, HELP);
  }
  const [cluster, namespace, name] = [needed('cluster'), needed('namespace'), needed('name')];
  return { cluster, name, namespace, scope, type: options.type ?? before?.type ?? 'Opaque' };
}

function isScope(text: string): text is SealingScope {
  return (SCOPES as readonly string[]).includes(text);
}

/** Where a value comes from. */
export interface ValueSource {
  readonly key: string;
  /** @default - stdin */
  readonly path?: string;
}

/**
 * Where the values come from, in the order of the options, stdin last.
 *
 * @throws Fault `usage` if there is none, one has no key or path, or a key stands twice.
 */
export function sourcesOf({ fromFile, fromStdin }: SealOptions): readonly ValueSource[] {
  const files = fromFile.map((text, index) => {
    const cut = text.indexOf('=');
    if (cut < 1 || cut === text.length - 1) {
      throw new Fault('usage', `--from-file number ${index + 1} is not of the form key=path`, HELP);
    }
    return { key: text.slice(0, cut), path: text.slice(cut + 1) };
  });
  const sources = [...files, ...(fromStdin === undefined ? [] : [{ key: fromStdin }])];
  if (sources.length === 0) {
    throw new Fault('usage', 'seal needs a value: --from-file key=path or --from-stdin key', HELP);
  }
  if (new Set(sources.map(({ key }) => key)).size < sources.length) {
    throw new Fault('usage', 'two values have the same key', 'give every value a key of its own');
  }
  return sources;
}

/**
 * The time at which the certificate must hold.
 *
 * @throws Fault `usage` if it cannot be read.
 */
export function timeOf({ at }: SealOptions): number {
  const outcome = at === undefined ? undefined : parseUtcTime(at);
  if (outcome?.ok === false) {
    throw new Fault('usage', `--at takes ${outcome.fault.expected}`, HELP);
  }
  return outcome?.value ?? Date.now();
}
