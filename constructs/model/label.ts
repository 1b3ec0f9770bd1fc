import { parseDnsSubdomain } from './dns-name';
import { parsed, refused, type Fault, type Parsed } from './parsed';
import { count, describeCharacter, describeValue, isControl, quoted } from './text';

/** Longest label value, and longest name part of a key. Characters. */
export const LABEL_LENGTH = 63;

/** Largest total of the keys and values of an object's annotations, as UTF-8. Bytes. */
export const ANNOTATIONS_SIZE = 262_144;

const SHAPE = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/**
 * Reads the key of a label: `app`, or with a DNS subdomain before it `example.com/app`.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.35.0/pkg/api/validate/content/kube.go IsLabelKey
 */
export function parseLabelKey(value: unknown): Parsed<string> {
  const example = 'a key such as "app" or "example.com/app"';
  if (typeof value !== 'string' || value === '') {
    return refused({ got: describeValue(value), expected: example });
  }
  const parts = value.split('/');
  if (parts.length > 2) {
    return refused({ got: `${quoted(value)}, with more than one "/"`, expected: example });
  }
  const name = parts[parts.length - 1]!;
  if (name === '') {
    return refused({ got: `${quoted(value)}, with nothing after the "/"`, expected: example });
  }
  const fault = textFault(name, 'the name of a key');
  if (fault !== undefined) {
    return refused(inKey(value, fault));
  }
  const prefix = parts.length === 2 ? parseDnsSubdomain(parts[0]) : undefined;
  return prefix?.ok === false ? refused(prefixFault(value, prefix.fault)) : parsed(value);
}

/**
 * Reads the value of a label; the empty string is one.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.35.0/pkg/api/validate/content/kube.go IsLabelValue
 */
export function parseLabelValue(value: unknown): Parsed<string> {
  if (typeof value !== 'string') {
    const got = describeValue(value);
    const scalar = typeof value === 'boolean' || typeof value === 'number';
    return refused({
      got,
      expected: 'a label value, which is a string',
      ...(scalar && { fix: `put it in quotes: "${value}"` }),
    });
  }
  const fault = value === '' ? undefined : textFault(value, 'a label value');
  return fault === undefined ? parsed(value) : refused(fault);
}

/**
 * Reads the key of an annotation: a label's key in which case does not matter.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.35.0/pkg/api/validation/objectmeta.go ValidateAnnotations
 */
export function parseAnnotationKey(value: unknown): Parsed<string> {
  const outcome = parseLabelKey(typeof value === 'string' ? value.toLowerCase() : value);
  return outcome.ok ? parsed(String(value)) : outcome;
}

/** Reads all annotations of an object together: keys, string values, and their total size. */
export function parseAnnotations(annotations: Readonly<Record<string, unknown>>): Parsed<Record<string, string>> {
  const entries = Object.entries(annotations);
  for (const [key, value] of entries) {
    const outcome = parseAnnotationKey(key);
    if (!outcome.ok) {
      return outcome;
    }
    if (typeof value !== 'string') {
      return refused({
        got: `${describeValue(value)} under ${quoted(key)}`,
        expected: 'an annotation, which is a string',
      });
    }
  }
  const size = annotationsSize(annotations);
  return size > ANNOTATIONS_SIZE
    ? refused({
        got: `${size} bytes of annotations`,
        expected: `at most ${ANNOTATIONS_SIZE} bytes (256 KiB) of annotations, keys and values together`,
        fix: 'keep the data in a ConfigMap',
      })
    : parsed(Object.fromEntries(entries) as Record<string, string>);
}

/** Total size of keys and values as UTF-8. Bytes. */
export function annotationsSize(annotations: Readonly<Record<string, unknown>>): number {
  return Object.entries(annotations).reduce(
    (size, [key, value]) => size + Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0),
    0,
  );
}

function textFault(text: string, what: string): Fault | undefined {
  return text.length <= LABEL_LENGTH && SHAPE.test(text) ? undefined : faultIn(text, what);
}

function faultIn(text: string, what: string): Fault {
  const bad = Array.from(text).find((character) => !/^[-A-Za-z0-9_.]$/.test(character));
  if (bad !== undefined) {
    const expected = `only letters, digits, "-", "_" and "." in ${what}`;
    return { got: `${quoted(text)}, with ${describeCharacter(bad)}`, expected, ...textFix(text, bad) };
  }
  if (text.length > LABEL_LENGTH) {
    return {
      got: `${quoted(text)}, ${count(text.length, 'character')}`,
      expected: `${what} no longer than ${LABEL_LENGTH} characters`,
      fix: `shorten it by ${count(text.length - LABEL_LENGTH, 'character')}`,
    };
  }
  return { got: quoted(text), expected: `a letter or digit at both ends of ${what}`, ...textFix(text, '') };
}

function textFix(text: string, bad: string): Pick<Fault, 'fix'> {
  const repaired = text.replace(/[^-A-Za-z0-9_.]+/g, '-').replace(/^[-_.]+|[-_.]+$/g, '');
  return isControl(bad) || !SHAPE.test(repaired) || repaired.length > LABEL_LENGTH
    ? {}
    : { fix: `write ${quoted(repaired)}` };
}

/** The fault of a part, told of the whole key. */
function inKey(key: string, { fix, ...fault }: Fault): Fault {
  const prefix = key.includes('/') ? key.slice(0, key.indexOf('/') + 1) : '';
  const whole = fix?.startsWith('write ') === true ? `write "${prefix}${fix.slice('write "'.length)}` : fix;
  return { ...fault, ...(whole !== undefined && { fix: whole }) };
}

function prefixFault(key: string, { got, expected }: Fault): Fault {
  return { got: `${got} before the "/" of ${quoted(key)}`, expected: `a DNS subdomain before the "/": ${expected}` };
}
