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

/** Why a path cannot be one of the output's, in words that follow "a path that"; `undefined` if it can. */
export function pathProblem(path: string): string | undefined {
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `is longer than ${MAX_PATH_BYTES} bytes`;
  if (path.startsWith('/')) return 'is absolute';
  const [first = '', ...rest] = path.split('/');
  if (fold(first) === WORK_DIRECTORY || (rest.length === 0 && fold(first) === INVENTORY))
    return 'is kept for the writer';
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

/** The directories that a path lies in, outermost first: `a` and `a/b` of `a/b/c`. */
export function directoriesOf(path: string): string[] {
  const found: string[] = [];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    found.push(path.slice(0, slash));
  return found;
}

/** The directory that a path lies in; empty for the target itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** Checks each path of an output, and all of them against each other. */
export function checkPaths(paths: readonly string[]): WriterFault[] {
  const places = new Places();
  return paths.flatMap((path) => {
    const problem = pathProblem(path) ?? places.claim(path);
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
class Places {
  private readonly files = new Map<string, string>();
  private readonly directories = new Map<string, string>();

  /** Takes a path for a file; says what is in its way. */
  public claim(path: string): string | undefined {
    const problem = this.collision(path);
    this.files.set(fold(path), path);
    return problem;
  }

  private collision(path: string): string | undefined {
    const folded = fold(path);
    const twin = this.files.get(folded);
    if (twin !== undefined)
      return twin === path ? 'is given twice' : `differs from ${printable(twin)} by case or composition only`;
    if (this.directories.has(folded)) return 'is also a directory of another file';
    return this.enter(parentOf(path));
  }

  /** Takes a directory and those it lies in. */
  private enter(directory: string): string | undefined {
    if (directory === '' || this.directories.get(fold(directory)) === directory) return undefined;
    const folded = fold(directory);
    const twin = this.directories.get(folded);
    if (twin !== undefined)
      return `lies in a directory that differs from ${printable(twin)} by case or composition only`;
    if (this.files.has(folded)) return 'lies in a directory that is also a file';
    this.directories.set(folded, directory);
    return this.enter(parentOf(directory));
  }
}
