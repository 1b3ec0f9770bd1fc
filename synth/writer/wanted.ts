import { compareCodePoints } from '../../constructs/model/code-points';
import { sha256Of } from './digest';
import { renderInventory, type InventoryEntry } from './inventory';
import type { OutputFile } from './request';

/** A file of the new output. */
export interface WantedFile extends InventoryEntry {
  readonly content: OutputFile['content'];
}

/** The new output. */
export interface Wanted {
  /** Ordered by path. */
  readonly files: readonly WantedFile[];
  /** The file that lists them. */
  readonly inventory: Buffer;
}

/** Brings an output into the form in which it is compared and written. */
export function prepare(files: readonly OutputFile[], owner?: string): Wanted {
  const prepared = files.map(wantedFile).sort((one, other) => compareCodePoints(one.path, other.path));
  return { files: prepared, inventory: renderInventory(prepared, owner) };
}

function wantedFile({ path, content, object }: OutputFile): WantedFile {
  const sha256 = sha256Of(content);
  return object === undefined ? { path, content, sha256 } : { path, content, sha256, object };
}
