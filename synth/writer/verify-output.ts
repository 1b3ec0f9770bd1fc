import { sha256Of } from './digest';
import { isSystemFault, WriterStop, type WriterFault } from './fault';
import { realHost, type WriterHost } from './host';
import { loadInventory, type Inventory, type InventoryEntry } from './inventory';
import { ioFault } from './io-fault';
import { hasJournal } from './journal';
import { Places } from './places';
import { Session } from './session';
import { resolveTarget } from './target';

/** The inventory of a target; `undefined` if nothing of ours is there. */
export type InventoryOutcome =
  | { readonly ok: true; readonly inventory: Inventory | undefined }
  | { readonly ok: false; readonly faults: readonly WriterFault[] };

/** How an output compares with its inventory. */
export type VerifyOutcome =
  | {
      readonly ok: true;
      /** Number of files that the inventory lists; `undefined` if there is none. */
      readonly files: number | undefined;
      /** Listed files that are missing or whose bytes are others, ordered by path. */
      readonly differing: readonly string[];
      /** Whether a run was interrupted, so that the next one changes the output first. */
      readonly unfinished: boolean;
    }
  | { readonly ok: false; readonly faults: readonly WriterFault[] };

/** Reads the inventory of a target. Changes nothing. */
export function readInventory(out: string, host: WriterHost = realHost()): InventoryOutcome {
  return looking(out, host, (session) => ({ ok: true, inventory: load(session) }));
}

/** Hashes every file that the inventory of a target lists. Changes nothing. */
export function verifyOutput(out: string, host: WriterHost = realHost()): VerifyOutcome {
  return looking(out, host, (session) => {
    const files = load(session)?.files;
    const places = new Places(session);
    const differing = (files ?? []).filter((file) => !isIntact(session, places, file)).map(({ path }) => path);
    return { ok: true, files: files?.length, differing, unfinished: hasJournal(session) };
  });
}

function load(session: Session): Inventory | undefined {
  return loadInventory(session.ops, session.target.root)?.inventory;
}

function isIntact(session: Session, places: Places, { path, sha256 }: InventoryEntry): boolean {
  if (places.look(path).kind !== 'file') return false;
  return sha256Of(session.ops.read(session.path(path))) === sha256;
}

function looking<T>(
  out: string,
  host: WriterHost,
  look: (session: Session) => T,
): T | { readonly ok: false; readonly faults: readonly WriterFault[] } {
  try {
    return look(new Session(host, resolveTarget(out, host)));
  } catch (error) {
    if (error instanceof WriterStop) return { ok: false, faults: error.faults };
    if (isSystemFault(error)) return { ok: false, faults: [ioFault(error, { at: out, phase: 'looking' })] };
    throw error;
  }
}
