import { parsed, refused, type Parsed } from './parsed';
import { quoted } from './text';

const CHARACTERS = /^[-._a-zA-Z0-9]+$/;

const LONGEST = 253;

/**
 * Reads a key of the data of a Secret or ConfigMap, which may become the name of a file.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.35.0/pkg/util/validation/validation.go IsConfigMapKey
 */
export function parseSecretKey(key: string): Parsed<string> {
  return CHARACTERS.test(key) && key.length <= LONGEST && key !== '.' && !key.startsWith('..')
    ? parsed(key)
    : refused({
        got: quoted(key),
        expected: `at most ${LONGEST} letters, digits, "-", "_" and ".", not "." alone and no ".." at the start`,
      });
}
