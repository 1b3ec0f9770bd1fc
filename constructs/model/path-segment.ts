import { createHash } from 'node:crypto';

/** Longer segments approach the 255 bytes that file systems allow. */
const LONGEST = 200;

/** Hex digits of the identity's hash in a segment that had to be changed. */
const HASH_DIGITS = 10;

const SAFE = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

/** The end of a segment that had to be changed: a name that ends so is changed as well, or it could be taken for one. */
const HASHED = new RegExp(`-[0-9a-f]{${HASH_DIGITS}}$`);

/** Names that Windows keeps for devices, whatever their ending: a GitOps repository is cloned there too. */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;

/** Name of one folder of the output, or of one file without its ending. Two texts never share one. */
export function pathSegment(text: string): string {
  const kept = SAFE.test(text) && text.length <= LONGEST && !HASHED.test(text) && !WINDOWS_DEVICE.test(text);
  return kept ? text : hashedSegment(text, text);
}

/**
 * Name of an object's file without its ending: its type, `_` and its name. Two identities of one type never share one.
 *
 * @param identity asked for only where type and name cannot be kept
 */
export function objectSegment(type: string, name: string, identity: () => string): string {
  const whole = `${type}_${name}`;
  const kept = SAFE.test(type) && SAFE.test(name) && whole.length <= LONGEST && !HASHED.test(name);
  return kept ? whole : hashedSegment(whole, identity());
}

/** A prefix for people, and a hash of the identity for the file system. */
export function hashedSegment(text: string, identity: string): string {
  const digest = createHash('sha256').update(identity, 'utf8').digest('hex').slice(0, HASH_DIGITS);
  const readable = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[._-]+/g, '')
    // Windows keeps `aux.txt-0123456789` for the device too: only without the dot it is a name.
    .replace(WINDOWS_DEVICE, (device) => device.replace('.', '-'));
  return `${(readable === '' ? 'x' : readable).slice(0, LONGEST - HASH_DIGITS - 1)}-${digest}`;
}
