import { defineInputRule } from '../rule';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: apps}\n';

/** Nine lines of aliases that stand for nine to the power of seven values. */
const BOMB = ['a: &a [x, x, x, x, x, x, x, x, x]', ...aliases(['a', 'b', 'c', 'd', 'e', 'f', 'g'])].join('\n');

/** A vendored file that no tool would apply. */
export default defineInputRule('construct', {
  applies: 'VendoredManifests',
  severity: 'error',
  summary: 'a vendored file is YAML, and each of its documents a Kubernetes object',
  why: 'a document that cannot be read is an object that is missing, and a few lines of aliases can fill the memory',
  fix: 'vendor the file as its authors published it',
  waive: 'never',
  source: 'https://yaml.org/spec/1.1/',
  valid: [
    { name: 'several documents, an empty one among them', input: { yaml: `${CONFIG_MAP}---\n---\n${CONFIG_MAP}` } },
    { name: 'a list of objects', input: { yaml: `apiVersion: v1\nkind: List\nitems:\n- {${inline()}}\n` } },
  ],
  invalid: [
    {
      name: 'a line that is no YAML',
      input: { yaml: `${CONFIG_MAP}data: [a\n` },
      findings: [{ at: 'file', got: 'vendor/row.yaml: line 5: BAD_INDENT' }],
    },
    {
      name: 'a document that is no object',
      input: { yaml: `${CONFIG_MAP}---\n- a\n` },
      findings: [{ at: 'file', got: 'vendor/row.yaml: a document without apiVersion, kind and metadata.name, line 4' }],
    },
    {
      name: 'aliases of aliases of aliases',
      input: { yaml: BOMB },
      findings: [{ at: 'file', got: 'vendor/row.yaml: aliases that stand for too much, line 1' }],
    },
  ],
});

function aliases(names: readonly string[]): string[] {
  return names.slice(1).map((name, index) => `${name}: &${name} [${`*${names[index] ?? ''},`.repeat(9)}]`);
}

function inline(): string {
  return 'apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: apps}';
}
