import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { main } from '../../cli/command-line';
import type { Output } from '../../cli/output';
import { readInput, type Input } from '../../cli/seal/read';
import { styleFor } from '../../cli/text/style';
import { exampleSiteWith } from '../../guardrails/engine/example-site';
import { judgeSite } from '../../guardrails/engine/site/judge';
import { RULES } from '../../guardrails/registry';
import type { Finding, SealedSecretInput } from '../../constructs/model';
import { parseSealedValue } from '../../constructs/model/sealed-value';
import { parseSecretKey } from '../../constructs/model/secret-key';
import { SEALING } from '../secrets/openers';

const ROOT = join(__dirname, '../..');
const CERTIFICATE = join(SEALING, 'published-certificate.pem');
const FINGERPRINT = '29:36:DA:76:B9:AF:14:90:26:E7:87:4D:D5:8E:89:36:1D:91:EE:31:3A:F4:A5:96:ED:AF:D5:EE:9A:15:06:55';

/** What must be in no output, whatever happens. */
const SECRET = 'hunter2hunter2';

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'rackproof-seal-'));
  file('secret', SECRET);
});

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

interface Result {
  readonly code: number;
  readonly documents: readonly unknown[];
  readonly notes: string;
}

/** Runs the command in this process; what it prints never holds the secret, nor a stack trace. */
async function run(...args: readonly string[]): Promise<Result> {
  const documents: unknown[] = [];
  const notes: string[] = [];
  const output: Output = {
    style: styleFor({}),
    productStyle: styleFor({}),
    product: (text) => notes.push(text),
    json: (document) => documents.push(document),
    note: (text) => notes.push(text),
  };
  const code = await main(['seal', ...args], output);
  const printed = `${JSON.stringify(documents)}${notes.join('\n')}`;
  expect(printed).not.toContain(SECRET);
  expect(printed).not.toContain(Buffer.from(SECRET).toString('base64'));
  expect(printed).not.toMatch(/^\s+at .+:\d+:\d+/m);
  return { code, documents, notes: notes.join('\n') };
}

const PLACE = ['--cluster', 'home', '--namespace', 'monitoring', '--name', 'grafana-admin'];
const AT = ['--at', '2026-12-01'];

const withPlace = (...more: readonly string[]): Promise<Result> => run('--cert', CERTIFICATE, ...PLACE, ...AT, ...more);

async function sealed(...more: readonly string[]): Promise<SealedSecretInput> {
  const { code, documents } = await withPlace(...more);
  expect({ code, documents: documents.length }).toEqual({ code: 0, documents: 1 });
  return documents[0] as SealedSecretInput;
}

async function rulesOf(result: Promise<Result>): Promise<string[]> {
  const { code, documents } = await result;
  expect(code).toBe(1);
  const [{ findings }] = documents as [{ findings: Finding[] }];
  return findings.map(({ rule, path }) => `${rule} ${path}`);
}

async function codeOf(result: Promise<Result>): Promise<string> {
  const { code, documents } = await result;
  expect(code).toBe(2);
  return (documents[0] as { code: string }).code;
}

describe('rackproof seal', () => {
  it('prints a member of the site, which the rules of the site accept', async () => {
    const secret = await sealed('--from-file', `password=${join(scratch, 'secret')}`);
    expect(secret).toMatchObject({
      name: 'grafana-admin',
      cluster: 'home',
      namespace: 'monitoring',
      scope: 'strict',
      certificate: { fingerprint: FINGERPRINT, notAfter: '2051-01-01T00:00:00Z' },
      type: 'Opaque',
    });
    const site = exampleSiteWith((example) => {
      example.secrets = { 'grafana-admin': secret };
    });
    expect(judgeSite(site, RULES)).toEqual({ violations: [], buildable: true });
  });

  it('says in words what it sealed, and that a line feed went with it', async () => {
    const line = file('line', `${SECRET}\n`);
    const { notes } = await withPlace('--from-file', `a=${line}`, '--from-file', `b=${join(scratch, 'secret')}`);
    expect(notes).toContain('sealed 2 values for the Secret monitoring/grafana-admin of home, strict');
    expect(notes).toMatch(/line feed that the value ends with: a$/m);
  });

  it('seals bytes as they are', async () => {
    const bytes = file('bytes', Buffer.from([0, 255, 10, 0, 13, 10]));
    const { encryptedData } = await sealed('--from-file', `key=${bytes}`, '--scope', 'cluster-wide');
    expect(parseSealedValue(encryptedData['key'])).toMatchObject({ value: { plaintextBytes: 6 } });
  });

  it('reads one value from stdin, and prints one document', () => {
    const args = ['seal', '--cert', CERTIFICATE, ...PLACE, ...AT, '--type', 'kubernetes.io/basic-auth'];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', require.resolve('tsx'), join(ROOT, 'cli/main.ts'), ...args, '--from-stdin', 'password'],
      { input: SECRET, encoding: 'utf8', env: { PATH: process.env['PATH'] } },
    );
    expect(status).toBe(0);
    const secret = JSON.parse(stdout) as SealedSecretInput;
    expect(secret.type).toBe('kubernetes.io/basic-auth');
    expect(parseSealedValue(secret.encryptedData['password'])).toMatchObject({
      value: { plaintextBytes: SECRET.length },
    });
    expect(stdout + stderr).not.toContain(SECRET);
  });

  it('takes every key that a Secret can have', async () => {
    const value = join(scratch, 'secret');
    const characters = fc.constantFrom('a', 'z', 'A', 'Z', '0', '9', '-', '.', '_');
    const keys = fc.string({ unit: characters, minLength: 1, maxLength: 40 }).filter((key) => parseSecretKey(key).ok);
    await fc.assert(
      fc.asyncProperty(keys, async (key) => {
        const { encryptedData } = await sealed('--from-file', `${key}=${value}`);
        expect(Object.keys(encryptedData)).toEqual([key]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('an addition', () => {
  let before: string;

  beforeAll(async () => {
    const secret = await sealed('--from-file', `user=${join(scratch, 'secret')}`, '--scope', 'namespace-wide');
    before = file('before.json', JSON.stringify(secret));
  });

  const add = (...more: readonly string[]): Promise<Result> =>
    run('--json', '--cert', CERTIFICATE, ...AT, '--merge', before, ...more);

  it('keeps what was sealed, and takes the rest of the options from the file', async () => {
    const old = JSON.parse(readFileSync(before, 'utf8')) as SealedSecretInput;
    const { documents } = await add('--from-file', `password=${join(scratch, 'secret')}`);
    const { encryptedData, ...rest } = documents[0] as SealedSecretInput;
    expect(rest).toEqual({ ...old, encryptedData: undefined });
    expect(Object.keys(encryptedData)).toEqual(['user', 'password']);
    expect(encryptedData['user']).toBe(old.encryptedData['user']);
  });

  it('replaces a value of the same key', async () => {
    const old = JSON.parse(readFileSync(before, 'utf8')) as SealedSecretInput;
    const { documents } = await add('--from-file', `user=${join(scratch, 'secret')}`);
    const { encryptedData } = documents[0] as SealedSecretInput;
    expect(Object.keys(encryptedData)).toEqual(['user']);
    expect(encryptedData['user']).not.toBe(old.encryptedData['user']);
  });

  it.each([
    ['another name', ['--name', 'other'], '--name'],
    ['another namespace', ['--namespace', 'other'], '--namespace'],
    ['another cluster', ['--cluster', 'other'], '--cluster'],
    ['another scope', ['--scope', 'strict'], '--scope'],
    ['another type', ['--type', 'kubernetes.io/basic-auth'], '--type'],
  ])('fails: %s', async (_what, options, at) => {
    const result = add('--from-file', `password=${join(scratch, 'secret')}`, ...options);
    expect(await rulesOf(result)).toEqual([`secrets/sealing-request ${at}`]);
  });

  it('fails: another certificate', async () => {
    const old = JSON.parse(readFileSync(before, 'utf8')) as SealedSecretInput;
    const certificate = { ...old.certificate, fingerprint: FINGERPRINT.replace('29', '30') };
    const other = file('other.json', JSON.stringify({ ...old, certificate }));
    const value = join(scratch, 'secret');
    const result = run('--json', '--cert', CERTIFICATE, ...AT, '--merge', other, '--from-file', `a=${value}`);
    expect(await rulesOf(result)).toEqual(['secrets/sealing-request --cert']);
  });

  it.each([
    ['another name', { name: SECRET }],
    ['another cluster', { cluster: SECRET }],
    ['another certificate', { certificate: { fingerprint: SECRET, notAfter: '2051-01-01' } }],
    ['a value in clear', { encryptedData: { password: SECRET } }],
    ['a key in clear', { encryptedData: { [`${SECRET}!`]: 'AA==' } }],
  ])('fails: to %s of a file, which nothing repeats', async (_what, fields) => {
    const old = JSON.parse(readFileSync(before, 'utf8')) as SealedSecretInput;
    const other = file('foreign.json', JSON.stringify({ ...old, ...fields }));
    const more = ['--name', 'grafana-admin', '--cluster', 'home', '--from-file', `a=${join(scratch, 'secret')}`];
    expect((await run('--json', '--cert', CERTIFICATE, ...AT, '--merge', other, ...more)).code).toBe(1);
  });

  it('is made to a file that leaves its name to the site', async () => {
    const old = JSON.parse(readFileSync(before, 'utf8')) as SealedSecretInput;
    const nameless = file('nameless.json', JSON.stringify({ ...old, name: undefined }));
    const more = ['--merge', nameless, '--name', 'grafana-admin', '--from-file', `a=${join(scratch, 'secret')}`];
    expect((await run('--json', '--cert', CERTIFICATE, ...AT, ...more)).documents).toMatchObject([
      { name: 'grafana-admin' },
    ]);
  });

  it.each([
    ['the plaintext itself', SECRET],
    ['plaintext as a key', `{"cluster": "home", "${SECRET}": 1}`],
    ['plaintext as a key of its values', `{"cluster": "home", "encryptedData": {"${SECRET}": 1}}`],
    ['plaintext in JSON', `{"password": "${SECRET}"}`],
    ['plaintext as the scope', `{"scope": "${SECRET}", "cluster": "home"}`],
    ['an empty file, as a redirection leaves it', ''],
    ['a list', '[]'],
  ])('fails: to %s', async (_what, text) => {
    const other = file('wrong.json', text);
    const value = join(scratch, 'secret');
    const result = run('--json', '--cert', CERTIFICATE, ...AT, '--merge', other, '--from-file', `a=${value}`);
    expect(await codeOf(result)).toBe('seal/merge-file');
  });
});

describe('a certificate', () => {
  const use = (certificate: string, ...more: readonly string[]): Promise<Result> =>
    run('--json', '--cert', certificate, ...PLACE, '--from-file', `a=${join(scratch, 'secret')}`, ...more);

  it.each([
    ['of an elliptic curve', join(SEALING, 'elliptic-curve-certificate.pem')],
    ['of 1024 bits', join(SEALING, 'short-key-certificate.pem')],
    ['that is a private key', join(SEALING, 'published-key.pem')],
    ['that is something else', join(SEALING, 'README.md')],
  ])('fails: one %s', async (_what, certificate) => {
    expect(await rulesOf(use(certificate, '--at', '2030-01-01'))).toEqual(['secrets/sealing-certificate --cert']);
  });

  it('fails: one with its private key beside it', async () => {
    const pair = ['published-certificate.pem', 'published-key.pem'].map((name) => readFileSync(join(SEALING, name)));
    const { documents } = await use(file('pair.pem', Buffer.concat(pair)), ...AT);
    expect(documents).toMatchObject([{ findings: [{ got: 'a file with a private key' }] }]);
  });

  it.each(['2025-12-31T23:59:59Z', '2051-01-01T00:00:01Z'])('fails: at %s, outside its time', async (at) => {
    expect(await rulesOf(use(CERTIFICATE, '--at', at))).toEqual(['secrets/sealing-certificate --cert']);
  });

  it.each(['2026-01-01', '2051-01-01'])('holds at %s', async (at) => {
    expect((await use(CERTIFICATE, '--at', at)).code).toBe(0);
  });

  it.each([
    ['the plaintext', SECRET],
    ['a PEM of nothing', '-----BEGIN CERTIFICATE-----\nhunter2hunter2\n-----END CERTIFICATE-----\n'],
    ['NUL bytes', `\0\0${SECRET}`],
  ])('fails: %s', async (_what, text) => {
    expect(await rulesOf(use(file('wrong.pem', text), ...AT))).toEqual(['secrets/sealing-certificate --cert']);
  });
});

describe('values', () => {
  const read = (input: Input): Promise<Buffer> => readInput(input);

  it('fails: typed into a terminal, which shows them', async () => {
    const terminal = Object.assign(Readable.from([SECRET]), { isTTY: true });
    await expect(read(terminal)).rejects.toMatchObject({ code: 'usage' });
  });

  it('come through a pipe in pieces, and no further than too much', async () => {
    const pieces = [Buffer.from('a'), Buffer.from([0, 255]), Buffer.from('b')];
    expect(await read(Readable.from(pieces))).toEqual(Buffer.from([97, 0, 255, 98]));
    const endless = function* () {
      for (;;) yield Buffer.alloc(65_536);
    };
    expect((await read(Readable.from(endless()))).length).toBeLessThan(1_048_577 + 65_536);
  });

  it('fails: an empty one', async () => {
    const result = withPlace('--json', '--from-file', `a=${file('empty', '')}`);
    expect(await rulesOf(result)).toEqual(['secrets/sealing-request a']);
  });

  it('fails: more than 1 MiB, read no further, while 1 MiB is sealed', async () => {
    const whole = file('whole', Buffer.alloc(1_048_576, 1));
    expect(await rulesOf(withPlace('--json', '--from-file', 'a=/dev/zero'))).toEqual([
      'secrets/sealing-request the values',
    ]);
    expect((await withPlace('--from-file', `a=${whole}`)).code).toBe(0);
  });

  it('fails: a key that no Secret has, which may be the value', async () => {
    const result = withPlace('--json', '--from-file', `${SECRET}!=${join(scratch, 'secret')}`);
    expect(await rulesOf(result)).toEqual(['secrets/sealing-request a key']);
  });

  it.each([
    ['a value in the place of its file', ['--from-file', `password=${SECRET}`], 'seal/file'],
    ['a folder', ['--from-file', 'password=.'], 'seal/file'],
    ['a value without a key', ['--from-file', SECRET], 'usage'],
    ['a value under the name of an option', [`--password=${SECRET}`], 'usage'],
    ['a value as an argument', [SECRET], 'usage'],
    ['a value as an option', [`--${SECRET}`], 'usage'],
    ['a value as short options', [`-${SECRET}`], 'usage'],
    ['a value as the scope', ['--from-stdin', 'a', '--scope', SECRET], 'usage'],
    ['a value as the date', ['--from-stdin', 'a', '--at', SECRET], 'usage'],
    ['two values of one key', ['--from-file', 'a=x', '--from-stdin', 'a'], 'usage'],
    ['two values from stdin', ['--from-stdin', 'a', '--from-stdin', 'b'], 'usage'],
    ['no value', [], 'usage'],
  ])('fails: %s, which nothing repeats', async (_what, options, code) => {
    expect(await codeOf(withPlace('--json', ...options))).toBe(code);
  });

  it.each(['--name', '--namespace', '--cluster'])(
    'fails: %s with a value in it, which nothing repeats',
    async (option) => {
      const result = withPlace('--json', '--from-file', `a=${join(scratch, 'secret')}`, option, `${SECRET}!`);
      expect(await rulesOf(result)).toEqual([`secrets/sealing-request ${option}`]);
    },
  );

  it('fails: without a name', async () => {
    const options = ['--cluster', 'home', '--namespace', 'monitoring', '--from-file', `a=${join(scratch, 'secret')}`];
    expect(await codeOf(run('--json', '--cert', CERTIFICATE, ...options))).toBe('usage');
  });

  it('fails: a certificate that is not there', async () => {
    mkdirSync(join(scratch, 'folder'), { recursive: true });
    const value = join(scratch, 'secret');
    const result = run('--json', '--cert', join(scratch, 'folder'), ...PLACE, '--from-file', `a=${value}`);
    expect(await codeOf(result)).toBe('seal/file');
  });
});
