import type { Manifest } from '../constructs/model';
import { emitYaml } from '../synth/yaml';

/**
 * Snapshot serializer for Jest: lists of manifests are written as the YAML that `rackproof synth` writes.
 *
 * @example expect.addSnapshotSerializer(manifestSerializer);
 */
export const manifestSerializer = {
  test: (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isManifest),
  serialize: (value: unknown): string => (value as readonly Manifest[]).map((object) => emitYaml(object)).join('---\n'),
};

function isManifest(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'apiVersion' in value && 'kind' in value && 'metadata' in value;
}
