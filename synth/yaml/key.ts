import { hasLoneSurrogate, textOf } from './text';

/** A key printed longer than this stands behind `? `: readers look 1024 characters ahead for the colon. */
const MAX_IMPLICIT_KEY = 250;

/** Keys kept, and their length: field names come again in every object, the names of data hardly ever do. */
const MAX_KNOWN = 4096;
const MAX_KNOWN_LENGTH = 64;

/** Printed keys. Two of three texts are keys, and looking one up takes a third of the time of judging it again. */
const known = new Map<string, string>();

/**
 * Prints a key with its colon; `undefined` if it has no form that readers agree on.
 *
 * @param line How a line begins in the map of the key, with the line feed.
 */
export function keyText(key: string, line: string): string | undefined {
  return known.get(key) ?? printKey(key, line);
}

function printKey(key: string, line: string): string | undefined {
  const text = key === '__proto__' ? undefined : textOf(key);
  if (text === undefined) return undefined;
  if (text.length > MAX_IMPLICIT_KEY) return `? ${text}${line}:`;
  if (key.length <= MAX_KNOWN_LENGTH) remember(key, `${text}:`);
  return `${text}:`;
}

function remember(key: string, text: string): void {
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, text);
}

/** Why a key cannot be printed; `undefined` if it can. */
export function keyRefusal(key: string): string | undefined {
  // Half of all readers would set the prototype of what they build, or drop the key.
  if (key === '__proto__') return 'a key that readers drop or obey';
  return hasLoneSurrogate(key) ? 'a key with half a surrogate pair, which is not valid Unicode' : undefined;
}
