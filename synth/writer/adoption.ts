import { compareCodePoints } from '../../constructs/model/code-points';
import { WriterStop, type WriterFault } from './fault';
import type { Inventory } from './inventory';
import { INVENTORY, WORK_DIRECTORY } from './names';
import { printable } from './printable';
import type { WriteRequest } from './request';
import type { Session } from './session';

/**
 * Refuses a target that belongs to others, unless it is adopted on purpose.
 *
 * @param last the inventory of the target; `undefined` if there is none
 * @throws WriterStop if the target holds foreign files and no inventory, or the output of another site
 */
export function checkAdopted(session: Session, request: WriteRequest, last: Inventory | undefined): void {
  if (request.adopt === true) return;
  const fault = last === undefined ? foreignDirectory(session, request) : foreignSite(request, last);
  if (fault !== undefined) throw new WriterStop(fault);
}

function foreignDirectory(session: Session, { out }: WriteRequest): WriterFault | undefined {
  const foreign = session.ops.list(session.target.root).filter((name) => name !== WORK_DIRECTORY);
  const first = foreign.sort(compareCodePoints)[0];
  return first === undefined ? undefined : unadopted(out, foreign.length, first);
}

function foreignSite({ out, owner }: WriteRequest, { site }: Inventory): WriterFault | undefined {
  if (owner === undefined || site === undefined || site === owner) return undefined;
  return {
    rule: 'writer/other-site',
    at: out,
    got: `the output of ${printable(site)}`,
    expected: `the output of ${printable(owner)}, or nothing`,
    fix: 'give another directory with --out, or add --adopt once if this site takes the place of that one',
  };
}

function unadopted(out: string, count: number, first: string): WriterFault {
  return {
    rule: 'writer/unadopted',
    at: out,
    got: `a directory with ${count === 1 ? printable(first) : `${count} entries (${printable(first)} first)`} and no ${INVENTORY}`,
    expected: 'an empty directory, or one that an earlier run has written',
    fix: 'give another directory, or add --adopt once: foreign files are then kept as they are',
  };
}
