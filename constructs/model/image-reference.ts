import { parsed, refused, type Fault, type Parsed } from './parsed';
import { describeCharacter, describeValue, quoted } from './text';

/** A container image, taken apart. */
export interface ImageReference {
  /** Host of the registry, with its port where one is given: `docker.io` where none is. */
  readonly registry: string;
  /** Path in the registry, `library/` included for Docker's own: `library/nginx`. */
  readonly repository: string;
  /** @default - none: the runtime pulls `latest` */
  readonly tag?: string;
  /** @default - none */
  readonly digest?: string;
  /** As it was written. */
  readonly text: string;
}

/**
 * How much of a version a tag fixes: `moving` is a name such as latest or stable, `major` is `16`, `minor` is `16.4`
 * (for some projects a full release). What cannot be told is `exact`.
 */
export type TagKind = 'moving' | 'major' | 'minor' | 'exact';

/** Longest path in a registry. Characters. */
const REPOSITORY_LENGTH = 255;

const HOST =
  /^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const PATH = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;

/** Algorithms that registries implement, with the number of hex digits of each. */
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/**
 * Reads an image reference: `[registry[:port]/]path[:tag][@digest]`.
 *
 * @see https://github.com/distribution/reference/blob/v0.6.0/reference.go
 */
export function parseImageReference(value: unknown): Parsed<ImageReference> {
  if (typeof value !== 'string' || value === '') {
    return refused({ got: describeValue(value), expected: 'an image such as "docker.io/library/nginx:1.29.1"' });
  }
  const fault = characterFault(value) ?? wholeFault(value);
  if (fault !== undefined) {
    return refused(fault);
  }
  const parts = split(value);
  const partFault = pathFault(value, parts) ?? tagFault(value, parts.tag) ?? digestFault(value, parts.digest);
  return partFault === undefined ? parsed({ ...parts, text: value }) : refused(partFault);
}

/** Reads an image that stays the same when pulled again: with a digest, or a tag of more than the major version. */
export function parsePinnedImage(value: unknown): Parsed<ImageReference> {
  const outcome = parseImageReference(value);
  if (!outcome.ok || outcome.value.digest !== undefined) {
    return outcome;
  }
  const { tag, text } = outcome.value;
  const kind = tag === undefined ? 'moving' : tagKind(tag);
  if (kind === 'exact' || kind === 'minor') {
    return outcome;
  }
  const detail = tag === undefined ? 'without a tag or digest, which means latest' : `whose tag ${tag} moves`;
  return refused({
    got: `${quoted(text)}, ${detail}`,
    expected: 'an image pinned by a full version or a digest',
    fix: 'name the exact version that was tested',
  });
}

/** A channel, whatever it is built on: `stable-alpine3.20`, `lts-jdk21`. */
const MOVING_START = /^(?:latest|stable|lts|main|master|edge|nightly|dev)(?![a-z0-9])/i;

/** A commit or a date: one build of a channel. */
const BUILD = /[-_.](?=[0-9a-f]*[0-9])[0-9a-f]{7,40}(?![a-z0-9])/i;

/** Tells a tag that moves from one that stays. */
export function tagKind(tag: string): TagKind {
  if (!/[0-9]/.test(tag) || (MOVING_START.test(tag) && !BUILD.test(tag))) {
    return 'moving';
  }
  if (/^v?[0-9]{1,3}(?:-[a-z].*)?$/i.test(tag)) {
    return 'major';
  }
  return /^v?[0-9]+\.[0-9]+(?:-.*)?$/i.test(tag) ? 'minor' : 'exact';
}

/** Prints in full: registry, path, tag and digest. */
export function formatImageReference({ registry, repository, tag, digest }: Omit<ImageReference, 'text'>): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

type ImageParts = Omit<ImageReference, 'text'>;

function split(text: string): ImageParts {
  const [name, digest] = cut(text, text.indexOf('@'));
  const colon = name.lastIndexOf(':');
  const [path, tag] = cut(name, colon > name.lastIndexOf('/') ? colon : -1);
  return {
    ...splitRegistry(path),
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/** What stands before the first `/` is a host only if it looks like one: a dot, a colon, a capital, or `localhost`. */
function splitRegistry(path: string): Pick<ImageParts, 'registry' | 'repository'> {
  const [first, rest] = cut(path, path.indexOf('/'));
  const isHost = rest !== undefined && (/[.:A-Z]/.test(first) || first === 'localhost');
  const registry = isHost && first !== 'index.docker.io' ? first : 'docker.io';
  const repository = isHost ? rest : path;
  return {
    registry,
    repository: registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository,
  };
}

function cut(text: string, at: number): readonly [string, string | undefined] {
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function characterFault(text: string): Fault | undefined {
  const [bad] = /[^\w.:/@+[\]-]/u.exec(text) ?? [];
  if (bad === undefined) {
    return undefined;
  }
  const alone = /^(?<image>\S+)\s/.exec(text)?.groups?.['image'];
  const fits = alone !== undefined && parseImageReference(alone).ok;
  return {
    got: `${quoted(text)}, with ${describeCharacter(bad)}`,
    expected: 'an image reference, which has no spaces, flags or special characters',
    ...(fits && { fix: `write ${quoted(alone)} and keep the rest out of the image` }),
  };
}

function wholeFault(text: string): Fault | undefined {
  const scheme = /^[a-z+]+:\/\//.exec(text)?.[0];
  if (scheme !== undefined) {
    const rest = text.slice(scheme.length);
    return { got: quoted(text), expected: 'an image reference, not a URL', fix: `write ${quoted(rest)}` };
  }
  return /^[a-f0-9]{64}$/.test(text)
    ? { got: `${quoted(text)}, which is an image id`, expected: 'an image reference with a name' }
    : undefined;
}

function pathFault(text: string, parts: ImageParts): Fault | undefined {
  const { registry, repository } = parts;
  if (!HOST.test(registry)) {
    return {
      got: `${quoted(text)}, with the registry ${quoted(registry)}`,
      expected: 'a host name before the first "/"',
    };
  }
  if (/[A-Z]/.test(repository)) {
    const fix = `write ${quoted(formatImageReference({ ...parts, repository: repository.toLowerCase() }))}`;
    return { got: `${quoted(text)}, with capital letters`, expected: 'a lower-case path in the registry', fix };
  }
  if (!PATH.test(repository)) {
    const expected = 'a path of lower-case letters and digits, joined by ".", "_", "__", "-" or "/"';
    return { got: `${quoted(text)}, with the path ${quoted(repository)}`, expected };
  }
  return repository.length > REPOSITORY_LENGTH
    ? { got: quoted(text), expected: `a path of at most ${REPOSITORY_LENGTH} characters` }
    : undefined;
}

function tagFault(text: string, tag: string | undefined): Fault | undefined {
  return tag === undefined || TAG.test(tag)
    ? undefined
    : {
        got: `${quoted(text)}, with the tag ${quoted(tag)}`,
        expected: 'a tag of 1 to 128 letters, digits, "_", "." and "-", not starting with "." or "-"',
      };
}

function digestFault(text: string, digest: string | undefined): Fault | undefined {
  if (digest === undefined) {
    return undefined;
  }
  const [algorithm, hex = ''] = cut(digest, digest.indexOf(':'));
  const length = DIGEST_LENGTHS.get(algorithm);
  return length !== undefined && hex.length === length && /^[a-f0-9]+$/.test(hex)
    ? undefined
    : {
        got: `${quoted(text)}, with the digest ${quoted(digest)}`,
        expected: 'a digest such as sha256: and 64 lower-case hex digits',
      };
}
