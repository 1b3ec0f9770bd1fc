import type { Manifest, Violation } from '../../constructs/model';
import { recordOf } from '../engine/fields';
import { defineStructureRule } from '../rule';

/** Most bytes in the data of a ConfigMap or Secret: 1 MiB. */
const MOST_DATA = 1_048_576;

const configMap = (data: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'dashboards', namespace: 'monitoring' },
  data,
});

/** ConfigMaps and Secrets are kept small by the API server. */
export default defineStructureRule<Manifest>({
  kind: ['ConfigMap', 'Secret'],
  severity: 'error',
  summary: 'the data of a ConfigMap or Secret is at most 1 MiB',
  why: 'the API server refuses a larger one at apply time, after everything else of the sync was applied',
  fix: 'split it, or mount the files from an image or a volume',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/configuration/configmap/#motivation',
  check: ({ data, binaryData, stringData }) => {
    const bytes = textBytes(data) + base64Bytes(binaryData) + textBytes(stringData);
    return bytes > MOST_DATA ? [violation(bytes)] : [];
  },
  valid: [
    { name: 'an ordinary ConfigMap', objects: [configMap({ 'home.json': '{"title": "Home"}' })] },
    { name: 'exactly 1 MiB', objects: [configMap({ a: 'x'.repeat(MOST_DATA) })] },
  ],
  invalid: [
    {
      name: 'one byte more than 1 MiB',
      objects: [configMap({ a: 'x'.repeat(MOST_DATA), b: 'y' })],
      findings: [{ at: 'data', got: '1048577 bytes' }],
    },
    {
      name: 'fewer characters, but each of them two bytes',
      objects: [configMap({ a: 'ä'.repeat(MOST_DATA / 2 + 1) })],
      findings: [{ at: 'data', got: '1048578 bytes' }],
    },
  ],
});

function violation(bytes: number): Violation {
  return { at: 'data', got: `${bytes} bytes`, expected: `at most ${MOST_DATA} bytes in all values together` };
}

function textBytes(data: unknown): number {
  return sum(data, (text) => Buffer.byteLength(text, 'utf8'));
}

function base64Bytes(data: unknown): number {
  return sum(data, (text) => Buffer.byteLength(text, 'base64'));
}

function sum(data: unknown, bytesOf: (text: string) => number): number {
  return Object.values(recordOf(data)).reduce<number>(
    (bytes, value) => bytes + (typeof value === 'string' ? bytesOf(value) : 0),
    0,
  );
}
