import type { WriterFault } from './fault';
import { ioFault } from './io-fault';
import { printable } from './printable';
import type { Phase } from './session';

/** A thing of others where something of ours would have to be. */
export function foreignFile(at: string, got: string): WriterFault {
  return {
    rule: 'writer/foreign-file',
    at,
    got,
    expected: 'nothing, or a file of the last output',
    fix: 'move it away, or remove it if the new output is to take its place; nothing of others is ever overwritten',
  };
}

/** A symlink where only directories and regular files of ours may be. */
export function symlinkInside(at: string, leadsTo: string): WriterFault {
  return {
    rule: 'writer/symlink-inside',
    at,
    got: `a symlink to ${printable(leadsTo)}`,
    expected: 'a regular file or directory: nothing is written through a link',
    fix: 'replace the link by what it leads to, or move it out of the way of the output',
  };
}

/** Another file system, which nothing can be renamed into. */
export function mounted(at: string, phase: Phase): WriterFault {
  return ioFault({ code: 'EXDEV', errno: -18, syscall: 'rename' }, { at, phase });
}
