import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, type Field } from '../engine/fields';
import { containerFields, POD_KINDS } from '../engine/pods';
import { defineStructureRule } from '../rule';

const configMap = (data: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'tools', namespace: 'apps' },
  data,
});

const pod = (container: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'apps' },
  spec: { containers: [{ name: 'web', image: 'ghcr.io/example/web:2.1.0', ...container }] },
});

/** A script as an editor of another system saved it. */
export default defineStructureRule<Manifest>({
  kind: ['ConfigMap', 'Secret', ...POD_KINDS],
  severity: 'error',
  summary: 'the lines of a script end in a line feed alone',
  why: 'the kernel looks for an interpreter called "/bin/sh\\r", and a shell takes the carriage return for a part of the last word: the container does not start, or a command runs with another argument, and nothing shows the character',
  fix: 'save the script with the line ends of Unix; in Git: *.sh text eol=lf in .gitattributes',
  waive: 'when the script is for Windows, or means the character',
  source: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_03',
  check,
  valid: [
    {
      name: 'a script, and a text for a protocol that ends its lines with both',
      objects: [
        configMap({
          'run.sh': '#!/bin/sh\nset -eu\nprintf "GET / HTTP/1.0\\r\\n\\r\\n" | nc web 80\n',
          'request.txt': 'GET / HTTP/1.0\r\n\r\n',
        }),
      ],
    },
    {
      name: 'a script of a container, of two lines',
      objects: [pod({ command: ['sh', '-c', 'set -eu\nexec web\n'] })],
    },
  ],
  invalid: [
    {
      name: 'a script saved on Windows, known by its first characters',
      objects: [configMap({ entrypoint: '#!/bin/sh\r\nexit 0\r\n' })],
      findings: [{ at: 'data.entrypoint', got: 'a carriage return at the end of line 1' }],
    },
    {
      name: 'scripts known by their keys, one with the line ends of an old Mac',
      objects: [configMap({ 'ddns.py': 'import os\n\rprint(os.getcwd())\n', 'env.bash': 'export A=1\rexport B=2\r' })],
      findings: [
        { at: 'data["ddns.py"]', got: 'a carriage return in line 2' },
        { at: 'data["env.bash"]', got: 'a carriage return in line 1' },
      ],
    },
    {
      name: 'a script of a container',
      objects: [pod({ command: ['sh', '-c'], args: ['set -eu\r\nexec web\r\n'] })],
      findings: [{ at: 'spec.containers[0].args[0]', got: 'a carriage return at the end of line 1' }],
    },
    {
      name: 'a script in base64',
      objects: [{ ...configMap({}), binaryData: { 'run.sh': 'IyEvYmluL3NoDQpleGl0IDANCg==' } }],
      findings: [{ at: 'binaryData["run.sh"]', got: 'a carriage return at the end of line 1' }],
    },
  ],
});

/** Keys of files that an interpreter reads. */
const SCRIPT_KEY = /\.(?:sh|bash|py)$/;

function check(manifest: Manifest): Violation[] {
  return [...files(manifest), ...commands(manifest)].flatMap(({ at, text }) => {
    const got = carriageReturn(text);
    return got === undefined ? [] : [{ at, got, expected: 'a script whose lines end in a line feed alone' }];
  });
}

interface Script {
  readonly at: string;
  readonly text: string;
}

function files(manifest: Manifest): Script[] {
  const [plain, encoded] = manifest.kind === 'Secret' ? ['stringData{}', 'data{}'] : ['data{}', 'binaryData{}'];
  return [
    ...scripts(fieldsAt(manifest, plain), (text) => text),
    ...scripts(fieldsAt(manifest, encoded), (text) => Buffer.from(text, 'base64').toString()),
  ];
}

/** Members of a map that are scripts, by their key or their first characters. */
function scripts(fields: readonly Field[], decode: (text: string) => string): Script[] {
  return fields.flatMap(({ at, segments, value }) => {
    if (typeof value !== 'string') return [];
    const text = decode(value);
    return SCRIPT_KEY.test(String(segments.at(-1))) || text.startsWith('#!') ? [{ at, text }] : [];
  });
}

/** Words of a command that are scripts: a word of several lines is one. */
function commands(manifest: Manifest): Script[] {
  return ['command[]', 'args[]']
    .flatMap((field) => containerFields(manifest, field))
    .flatMap(({ at, value }) =>
      typeof value === 'string' && (value.startsWith('#!') || value.includes('\n')) ? [{ at, text: value }] : [],
    );
}

/** Where the first carriage return stands, without a word of the script: it may be a Secret's. */
function carriageReturn(text: string): string | undefined {
  const at = text.indexOf('\r');
  if (at < 0) return undefined;
  const line = text.slice(0, at).split('\n').length;
  return text[at + 1] === '\n' ? `a carriage return at the end of line ${line}` : `a carriage return in line ${line}`;
}
