import { SEALED_SECRET } from '../../constructs/secrets/derived';
import type { Rendered } from '../../constructs/model';
import { parseSealedValue } from '../../constructs/model/sealed-value';
import { recordOf } from './fields';
import { kindOf } from './kind';

/** What stands in `encryptedData` and was never sealed: for redaction only, never for a message. */
export function unsealedValues(object: Rendered): readonly string[] {
  if (object.plane === 'host' || kindOf(object.manifest) !== SEALED_SECRET) {
    return [];
  }
  const values = Object.values(recordOf(recordOf(object.manifest['spec'])['encryptedData']));
  return values.filter((value): value is string => typeof value === 'string' && !parseSealedValue(value).ok);
}
