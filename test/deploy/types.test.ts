import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Where the planted files pretend to be. */
const FOLDER = join(__dirname, '__planted__');

const HEADER = `
import type { Job, JobArgs } from '@muhlba91/pulumi-proxmoxve/backup/job';
import type { VmLegacyArgs } from '@muhlba91/pulumi-proxmoxve/vmLegacy';
import type { Pbs, PbsArgs } from '@muhlba91/pulumi-proxmoxve/storage/pbs';
import type { HostInputs } from '../../../constructs/proxmox';
import { BackupJob, HostResource, PbsStorage, secretConfig, type Reference } from '../../../constructs/proxmox';
declare const pbs: HostResource<PbsArgs, Pbs>;
declare const job: HostResource<JobArgs, Job>;
declare const text: Reference<string>;
declare const flag: Reference<boolean>;
declare const amount: Reference<number>;
declare const texts: Reference<string[]>;
declare const maybe: Reference<string | undefined>;
const base = { resourceId: 'x', server: 's', datastore: 'd', username: 'u', password: secretConfig('p') };
`;

const pbsInputs = (members: string): string => `export const inputs: HostInputs<PbsArgs> = { ...base, ${members} };`;
const jobInputs = (members: string): string =>
  `export const inputs: HostInputs<JobArgs> = { resourceId: 'x', schedule: '02:00', storage: 's', ${members} };`;
const vmInputs = (members: string): string =>
  `export const inputs: HostInputs<VmLegacyArgs> = { nodeName: 'n', ${members} };`;

/** The example of the documentation, as a file of this checkout. */
const [, EXAMPLE = ''] = /```ts\n([^]*?)```/.exec(readFileSync(join(__dirname, '../../docs/pulumi.md'), 'utf8')) ?? [];

/** What compiles. */
const ACCEPTED: readonly (readonly [string, string])[] = [
  ['the example of docs/pulumi.md', EXAMPLE],
  ['plain values', pbsInputs(`contents: ['backup'], backups: { keepLast: 3 }, disable: false`)],
  ['a reference to a string', pbsInputs('server: text')],
  ['a reference to a flag, to a list, inside a list', pbsInputs('disable: flag, nodes: texts, contents: [text]')],
  ['a reference deep inside', pbsInputs('backups: { keepLast: amount, keepAll: flag }')],
  [
    'an output that may be absent where an input may be',
    pbsInputs(`namespace: maybe, fingerprint: pbs.output('fingerprint')`),
  ],
  [
    'nested lists of objects',
    vmInputs(`disks: [{ interface: 'scsi0', size: amount }], initialization: { dns: { domain: text } }`),
  ],
  ['a map', jobInputs(`all: true, pruneBackups: { 'keep-last': text }`)],
  [
    'outputs of the right type',
    `export const id: Reference<string> = pbs.output('resourceId'); export const on = job.output('enabled');`,
  ],
  [
    'a storage of our own',
    `declare const provider: import('../../../constructs/proxmox').ProxmoxProvider;
     export const storage = (scope: HostResource): PbsStorage => new PbsStorage(scope, 'x', { provider, storageId: 'x', server: 's',
       datastore: 'd', tokenId: 'u@pbs!t', tokenSecret: secretConfig('k'), fingerprint: 'f' });`,
  ],
];

/** What does not compile, and what the compiler must say. */
const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  [
    'a missing required key',
    `export const inputs: HostInputs<PbsArgs> = { resourceId: 'x', server: 's', datastore: 'd', username: 'u' };`,
    /'password' is missing/,
  ],
  ['an unknown key', pbsInputs('datastor: "d"'), /'datastor' does not exist/],
  ['a wrong type', pbsInputs('server: 8007'), /number/],
  ['a wrong type in a list', pbsInputs('contents: [1]'), /number/],
  ['an unknown key of a nested object', pbsInputs('backups: { keepFirst: 1 }'), /'keepFirst' does not exist/],
  ['a wrong type in a nested object', pbsInputs('backups: { keepLast: "3" }'), /string/],
  ['an unknown key in a list of objects', vmInputs(`disks: [{ interface: 'scsi0', sise: 8 }]`), /'sise'/],
  ['a missing key in a list of objects', vmInputs('disks: [{ size: 8 }]'), /'interface' is missing/],
  ['a key that only a symbolic value has', pbsInputs('backups: { resource: text }'), /'resource' does not exist/],
  ['a reference of another type', pbsInputs('server: flag'), /Reference<boolean>/],
  ['a reference of another type, nested', pbsInputs('backups: { keepLast: text }'), /Reference<string>/],
  ['a list of another type', pbsInputs('nodes: text'), /Reference<string>/],
  ['an output that may be absent where an input must be there', pbsInputs('server: maybe'), /undefined/],
  ['an output that the type does not have', `export const id = pbs.output('fingerprints');`, /'"fingerprints"'/],
  ['a method of the class', `export const id = pbs.output('getProvider');`, /'"getProvider"'/],
  ['an output as an input of another type', `export const on: Reference<string> = job.output('enabled');`, /boolean/],
  [
    'a secret in clear',
    `declare const provider: import('../../../constructs/proxmox').ProxmoxProvider;
     export const storage = (scope: HostResource): PbsStorage => new PbsStorage(scope, 'x', { provider, storageId: 'x', server: 's',
       datastore: 'd', tokenId: 'u@pbs!t', tokenSecret: 'not-a-real-secret', fingerprint: 'f' });`,
    /'string' is not assignable/,
  ],
  [
    'two selections',
    `declare const storage: PbsStorage;
     export const two = (scope: HostResource): BackupJob => new BackupJob(scope, 'x', { jobId: 'x', storage, schedule: '02:00',
       selection: { all: true, pool: 'p' } });`,
    /not assignable/,
  ],
];

/** Compiles every snippet in one program; gives the messages of each. */
function compile(snippets: readonly string[]): readonly string[][] {
  const files = new Map(
    snippets.map((snippet, index) => [
      join(FOLDER, `planted-${index}.ts`),
      `${snippet === EXAMPLE ? '' : HEADER}${snippet}\n`.replaceAll('rackproof/proxmox', '../../../constructs/proxmox'),
    ]),
  );
  const config = ts.readConfigFile(join(__dirname, '../../tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(__dirname, '../..'));
  const disk = ts.createCompilerHost({ ...options, noEmit: true });
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    getSourceFile: (path, version, ...rest) => {
      const text = files.get(path);
      return text === undefined ? disk.getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
    },
  };
  const program = ts.createProgram(
    [...files.keys()],
    { ...options, noEmit: true, noUnusedLocals: false, types: ['node'] },
    host,
  );
  return [...files.keys()].map((path) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
  );
}

describe('inputs of host resources, typed by the SDK', () => {
  const snippets = [...ACCEPTED, ...REFUSED].map(([, snippet]) => snippet);
  let messages: readonly string[][];

  beforeAll(() => {
    messages = compile(snippets);
  });

  it.each(ACCEPTED)('accepts: %s', (_name, snippet) => {
    expect(messages[snippets.indexOf(snippet)]).toEqual([]);
  });

  it.each(REFUSED)('fails: %s', (_name, snippet, message) => {
    const found = messages[snippets.indexOf(snippet)]!;
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });
});
