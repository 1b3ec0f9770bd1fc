import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');
const FILE = join(ROOT, 'test/site/planted.ts');

/** A site in which every reference is right; a test plants one mistake by replacing one line. */
const SITE = `
import { defineSite, sealedSecret } from '../../constructs/model';
export default defineSite({
  name: 'home',
  domain: 'home.example',
  failureDomains: { 'rack-a': { kind: 'rack' }, 'rack-b': { kind: 'rack' } },
  networks: { lan: { cidr: '10.0.0.0/24' }, dmz: { cidr: '10.0.1.0/24' } },
  hosts: {
    pve1: {
      role: 'pve',
      network: 'lan',
      address: '10.0.0.11',
      failureDomains: ['rack-a'],
    },
    backup: {
      role: 'pbs',
      network: 'lan',
      address: '10.0.0.20',
      failureDomains: ['rack-b'],
      fingerprint: '',
      datastores: { main: { path: '/mnt/main' } },
    },
  },
  clusters: {
    home: {
      kubernetes: '1.35',
      network: 'lan', // the cluster's
      controlPlaneAddress: '10.0.0.100',
      podCidr: '10.244.0.0/16',
      serviceCidr: '10.96.0.0/12',
      nodes: {
        cp1: {
          role: 'control-plane',
          host: 'pve1', // the node's
          vmId: 101,
          address: '10.0.0.101',
          network: 'dmz',
        },
      },
      gitops: { repoURL: 'https://git.home.example/site.git', revision: 'main' },
    },
  },
  pve: {
    api: 'pve1',
    backups: {
      main: {
        pbs: 'backup',
        datastore: 'main',
        tokenId: 'backup@pbs!pve',
        schedule: '02:00',
        selection: { all: true },
      },
    },
  },
  databases: {
    'pg-main': {
      cluster: 'home', // the database's
      namespace: 'databases',
      version: '18.6',
      cpu: '1',
      memory: '2Gi',
      storage: { size: '20Gi', storageClass: 'local' },
    },
  },
  hostServices: {
    pbs: {
      cluster: 'home', // the service's
      namespace: 'site-hosts',
      host: 'backup', // the service's
      ports: [{ name: 'https', port: 8007, protocol: 'TCP' }],
    },
  },
  secrets: {
    admin: {
      cluster: 'home', // the secret's
      namespace: 'monitoring',
      scope: 'strict',
      certificate: { fingerprint: '', notAfter: '' },
      encryptedData: { password: '' },
    },
    file: sealedSecret({
      name: 'file',
      cluster: String('home'),
      namespace: 'monitoring',
      scope: String('strict'),
      certificate: { fingerprint: '', notAfter: '' },
      encryptedData: { password: '' },
    }),
  },
});
`;

/** A compiler that parses the libraries and the model once and the planted file each time. */
class Compiler {
  private text = SITE;
  private version = 0;
  private readonly service: ts.LanguageService;

  constructor() {
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
      config: { compilerOptions: object };
    };
    const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: ['node'] }, ROOT);
    this.service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [FILE],
      getScriptVersion: (file) => (file === FILE ? String(this.version) : '0'),
      getScriptSnapshot: (file) => {
        const text = file === FILE ? this.text : ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => ROOT,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (file) => file === FILE || ts.sys.fileExists(file),
      readFile: (file) => ts.sys.readFile(file),
    });
  }

  public errors(text: string): { readonly line: string; readonly message: string }[] {
    this.set(text);
    return this.service.getSemanticDiagnostics(FILE).map(({ start = 0, messageText }) => ({
      line: lineAt(text, start),
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }));
  }

  /** What the editor offers at the first `|` of a text. */
  public completions(text: string): string[] {
    const position = text.indexOf('|');
    this.set(text.replace('|', ''));
    return (this.service.getCompletionsAtPosition(FILE, position, {})?.entries ?? []).map(({ name }) => name).sort();
  }

  private set(text: string): void {
    this.text = text;
    this.version += 1;
  }
}

function lineAt(text: string, position: number): string {
  return text.slice(text.lastIndexOf('\n', position) + 1, text.indexOf('\n', position)).trim();
}

function planted(line: string, instead: string): string {
  expect(SITE.split(line)).toHaveLength(2);
  return SITE.replace(line, instead);
}

describe('defineSite', () => {
  const compiler = new Compiler();

  it('compiles a site in which every reference is right', () => {
    expect(compiler.errors(SITE)).toEqual([]);
  });

  it('compiles a site without clusters and without Proxmox', () => {
    const text = `${SITE.slice(0, SITE.indexOf('  clusters: {'))}});\n`.replace(', sealedSecret', '');
    expect(compiler.errors(text)).toEqual([]);
  });

  it.each([
    ['nodes[].host', "host: 'pve1', // the node's", "host: 'pve2', // the node's", ['pve1', 'backup']],
    ['nodes[].network', "network: 'dmz',", "network: 'dnz',", ['lan', 'dmz']],
    ['pve.api', "api: 'pve1',", "api: 'pve',", ['pve1', 'backup']],
    ['pve.backups[].pbs', "pbs: 'backup',", "pbs: 'backups',", ['pve1', 'backup']],
    ['hostServices[].host', "host: 'backup', // the service's", "host: 'pbs', // the service's", ['pve1', 'backup']],
    [
      'hosts[].network',
      "network: 'lan',\n      address: '10.0.0.11',",
      "network: 'lam',\n      address: '',",
      ['lan', 'dmz'],
    ],
    ['hosts[].failureDomains', "failureDomains: ['rack-a'],", "failureDomains: ['rack-c'],", ['rack-a', 'rack-b']],
    ['clusters[].network', "network: 'lan', // the cluster's", "network: 'wan', // the cluster's", ['lan', 'dmz']],
    ['databases[].cluster', "cluster: 'home', // the database's", "cluster: 'hom', // the database's", ['home']],
    ['secrets[].cluster', "cluster: 'home', // the secret's", "cluster: 'hom', // the secret's", ['home']],
    ['hostServices[].cluster', "cluster: 'home', // the service's", "cluster: 'hom', // the service's", ['home']],
  ])('fails: a key at %s that is not there, at its line, with the known ones', (_where, line, instead, known) => {
    const [error, ...others] = compiler.errors(planted(line, instead));
    expect(others).toEqual([]);
    expect(error?.line).toBe(instead.split('\n')[0]);
    for (const key of known) {
      expect(error?.message).toContain(`"${key}"`);
    }
  });

  it.each([
    ['a database of a site without clusters', '  clusters: {\n    home: {', '  clustersOfOld: {\n    home: {'],
    ['a backup that takes all guests and a pool', '{ all: true }', "{ all: true, pool: 'x' }"],
    ['a scope that sealing does not know', "scope: 'strict',", "scope: 'wide',"],
    ['an unknown role', "role: 'pve',", "role: 'pvee',"],
    ['a key that the model does not know', "      namespace: 'site-hosts',", "      namespaces: 'site-hosts',"],
  ])('fails: %s', (_name, line, instead) => {
    expect(compiler.errors(planted(line, instead))).not.toEqual([]);
  });

  it.each([
    ["host: 'pve1', // the node's", ['backup', 'pve1']],
    ["network: 'dmz',", ['dmz', 'lan']],
    ["failureDomains: ['rack-a'],", ['rack-a', 'rack-b']],
    ["cluster: 'home', // the database's", ['home']],
  ])('offers the known keys in the editor at %s', (line, known) => {
    expect(compiler.completions(planted(line, line.replace(/'[^']*'/, "'|'")))).toEqual(known);
  });
});
