import type { WriterFault } from './fault';
import { INVENTORY, WORK_DIRECTORY } from './names';
import { printable } from './printable';

/** Bytes of one segment on the common file systems. */
const MAX_SEGMENT_BYTES = 255;

/** Bytes of a path below the target; Linux takes 4096 for the whole path. */
const MAX_PATH_BYTES = 3072;

/** Names that Windows keeps for devices, whatever follows the first dot: a Git repository is cloned there too. */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;

const SEGMENT_PROBLEMS: readonly (readonly [test: (segment: string) => boolean, problem: string])[] = [
  [(segment) => segment === '', 'has an empty segment'],
  [(segment) => segment === '.' || segment === '..', 'has a segment of dots'],
  // eslint-disable-next-line no-control-regex -- controls are what it looks for
  [(segment) => /[\u0000-\u001f\u007f]/.test(segment), 'has a control character'],
  [(segment) => segment.includes('\\'), 'has a backslash'],
  [(segment) => /[<>:"|?*]/.test(segment), 'has a character that Windows refuses'],
  [(segment) => /\p{Surrogate}/u.test(segment), 'is not valid Unicode'],
  [(segment) => /[ .]$/.test(segment), 'has a segment that ends with a dot or blank'],
  [(segment) => WINDOWS_DEVICE.test(segment), 'has the name of a Windows device'],
  [(segment) => fold(segment) === '.git', "goes into Git's own directory"],
  [
    (segment) => Buffer.byteLength(segment) > MAX_SEGMENT_BYTES,
    `has a segment of more than ${MAX_SEGMENT_BYTES} bytes`,
  ],
];

/** Most paths: folding leaves them as they are. */
const EVERYDAY = /^[a-z0-9_./-]*$/;

/** Nearly all paths: no problem is looked for in one that has this form, no device in it, and an everyday length. */
const HARMLESS = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_-])?(?:\/[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_-])?)*$/;
const DEVICE_INSIDE = /(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|$)/;

/** Why a path cannot be one of the output's, in words that follow "a path that"; `undefined` if it can. */
export function pathProblem(path: string): string | undefined {
  const isHarmless = path.length <= MAX_SEGMENT_BYTES && HARMLESS.test(path) && !DEVICE_INSIDE.test(path);
  return isHarmless && !path.startsWith(INVENTORY) ? undefined : problemOf(path);
}

function problemOf(path: string): string | undefined {
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `is longer than ${MAX_PATH_BYTES} bytes`;
  if (path.startsWith('/')) return 'is absolute';
  const [first = '', ...rest] = path.split('/');
  if (fold(first) === WORK_DIRECTORY || fold(first) === INVENTORY) return 'is kept for the writer';
  for (const segment of [first, ...rest]) {
    const found = SEGMENT_PROBLEMS.find(([test]) => test(segment));
    if (found) return found[1];
  }
  return undefined;
}

/** A path as a file system that does not tell case or composition apart sees it. */
export function fold(path: string): string {
  return EVERYDAY.test(path) ? path : path.normalize('NFC').toUpperCase().toLowerCase();
}

/** The directory that a path lies in; empty for the target itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The directories below the target that some paths lie in, outer ones before inner ones. */
export function directoriesOf(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (directory: string): void => {
    if (directory === '' || found.has(directory)) return;
    add(parentOf(directory));
    found.add(directory);
  };
  for (const path of paths) add(parentOf(path));
  return found;
}

/** Checks each path of an output, and all of them against each other. */
export function checkPaths(paths: readonly string[]): WriterFault[] {
  const claims = new Claims();
  return paths.flatMap((path) => {
    const problem = pathProblem(path) ?? claims.claim(path);
    return problem === undefined ? [] : [unsafePath(path, problem)];
  });
}

function unsafePath(path: string, problem: string): WriterFault {
  return {
    rule: 'writer/unsafe-path',
    at: printable(path),
    got: `a path that ${problem}`,
    expected: 'a relative path that every system can check out, unlike any other of the output',
    fix: 'rename the object or host file that this file is named after',
  };
}

/** Who has which place, as the most forgetful file system would see it. */
class Claims {
  private readonly files = new Map<string, string>();
  private readonly directories = new Map<string, string>();
  /** The directory of the file before: mostly also that of the next one. */
  private latest = '';

  /** Takes a path for a file; says what is in its way. */
  public claim(path: string): string | undefined {
    const folded = fold(path);
    const problem = this.collision(path, folded);
    this.files.set(folded, path);
    return problem;
  }

  private collision(path: string, folded: string): string | undefined {
    const twin = this.files.get(folded);
    if (twin !== undefined)
      return twin === path ? 'is given twice' : `differs from ${printable(twin)} by case or composition only`;
    if (this.directories.has(folded)) return 'is also a directory of another file';
    const directory = parentOf(path);
    if (directory === this.latest) return undefined;
    const problem = this.enter(directory);
    if (problem === undefined) this.latest = directory;
    return problem;
  }

  /** Takes a directory and those it lies in. */
  private enter(directory: string): string | undefined {
    if (directory === '') return undefined;
    const folded = fold(directory);
    const twin = this.directories.get(folded);
    if (twin === directory) return undefined;
    if (twin !== undefined)
      return `lies in a directory that differs from ${printable(twin)} by case or composition only`;
    if (this.files.has(folded)) return 'lies in a directory that is also a file';
    this.directories.set(folded, directory);
    return this.enter(parentOf(directory));
  }
}
