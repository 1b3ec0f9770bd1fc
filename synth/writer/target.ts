import { basename, dirname, join, resolve, sep } from 'node:path';
import { WriterStop, type WriterFault, type WriterRule } from './fault';
import type { Entry, FileOps } from './file-ops';
import type { WriterHost } from './host';
import { WORK_DIRECTORY } from './names';
import { fold } from './output-path';
import { printable } from './printable';

/** A target that may be written to, as far as its own place goes. */
export interface Target {
  /** Real absolute path: no component is a link. */
  readonly root: string;
  /** As it was given; for messages. */
  readonly shown: string;
  /** Whether there is a directory already. */
  readonly exists: boolean;
}

/** Parents of homes; what lies directly in them is a home, whoever runs. */
const HOME_PARENTS: readonly string[] = ['/home', '/Users'];

/**
 * Finds the directory that is meant, its parents resolved once, and refuses those that must never be a target.
 *
 * A parent of the working directory is no special case: it is not empty, so that it has our inventory, is adopted on
 * purpose, or is refused.
 *
 * @throws WriterStop `writer/refused-target` or `writer/symlinked-target`
 */
export function resolveTarget(out: string, { ops, homes }: WriterHost): Target {
  if (out === '' || out.includes('\0')) throw refused(JSON.stringify(out), 'no path');
  const place = resolve(out);
  const entry = ops.lstat(place);
  if (entry?.kind === 'symlink') throw symlinked(ops, place, out);
  if (entry && entry.kind !== 'directory') throw refused(out, 'a file');
  const root = realPlace(ops, place, entry, out);
  const problem = placeProblem(root, homesOf(ops, homes));
  if (problem !== undefined) throw refused(out, problem);
  return { root, shown: out, exists: entry !== undefined };
}

function realPlace(ops: FileOps, place: string, entry: Entry | undefined, out: string): string {
  if (entry) return ops.realpath(place);
  const parent = dirname(place);
  // A link that leads nowhere is an entry too: realpath then says ENOENT.
  const above = ops.lstat(parent);
  if (above && above.kind !== 'directory' && above.kind !== 'symlink')
    throw refused(out, `a path through the file ${parent}`);
  return join(realPlace(ops, parent, above, out), basename(place));
}

function placeProblem(root: string, homes: readonly string[]): string | undefined {
  if (dirname(root) === root) return 'the root of the file system';
  if (homes.includes(root) || HOME_PARENTS.includes(dirname(root))) return 'a home directory';
  if (HOME_PARENTS.includes(root) || homes.some((home) => home.startsWith(root + sep)))
    return 'a directory that holds homes';
  const inside = root.split(sep).find((segment) => ['.git', WORK_DIRECTORY].includes(fold(segment)));
  return inside === undefined ? undefined : `a place inside ${inside}`;
}

function homesOf(ops: FileOps, homes: readonly string[]): string[] {
  return homes.flatMap((home) => (ops.lstat(home) ? [home, ops.realpath(home)] : [home]));
}

function refused(out: string, got: string): WriterStop {
  return new WriterStop(fault('writer/refused-target', out, got));
}

function symlinked(ops: FileOps, place: string, out: string): WriterStop {
  return new WriterStop(fault('writer/symlinked-target', out, `a symlink to ${printable(ops.readlink(place))}`));
}

function fault(rule: WriterRule, at: string, got: string): WriterFault {
  return {
    rule,
    at,
    got,
    expected: 'a directory of its own for the output',
    fix:
      rule === 'writer/symlinked-target'
        ? 'give the directory that the link leads to'
        : 'give another directory with --out',
  };
}
