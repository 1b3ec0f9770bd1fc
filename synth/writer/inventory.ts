import { WriterStop, type WriterFault } from './fault';
import type { FileOps } from './file-ops';
import { symlinkInside } from './in-the-way';
import { INVENTORY } from './names';
import { checkPaths } from './output-path';

/** One file of the output. */
export interface InventoryEntry {
  readonly path: string;
  /** SHA-256 of the content, in hexadecimal. */
  readonly sha256: string;
  /**
   * Construct path of the object in the file.
   *
   * @default - the file holds no single object
   */
  readonly object?: string;
}

/** What a target holds of ours. */
export interface Inventory {
  readonly version: 1;
  /**
   * Name of the site that the output is of.
   *
   * @default - not recorded: written before there was this key, or for no site
   */
  readonly site?: string;
  /** Ordered by path. */
  readonly files: readonly InventoryEntry[];
}

/** The keys that are printed, of the inventory and of an entry, in their order. */
const KEYS = ['version', 'site', 'files', 'path', 'sha256', 'object'];

/**
 * Prints an inventory: the same files of the same site give the same bytes.
 *
 * @param files ordered by path; what they hold beyond an entry is left out
 */
export function renderInventory(files: readonly InventoryEntry[], site?: string): Buffer {
  const inventory: Inventory = { version: 1, ...siteOf(site), files };
  return Buffer.from(`${JSON.stringify(inventory, KEYS, 2)}\n`);
}

function siteOf(site: string | undefined): Pick<Inventory, 'site'> {
  return site === undefined ? {} : { site };
}

/** Reads and understands the inventory of a target; `undefined` if there is none. */
export function loadInventory(ops: FileOps, root: string): { inventory: Inventory; bytes: Buffer } | undefined {
  const bytes = readInventoryFile(ops, root);
  return bytes && { inventory: parseInventory(bytes), bytes };
}

/** Reads the inventory of a target; `undefined` if there is none. */
export function readInventoryFile(ops: FileOps, root: string): Buffer | undefined {
  const path = `${root}/${INVENTORY}`;
  const entry = ops.lstat(path);
  if (entry === undefined) return undefined;
  if (entry.kind === 'symlink') throw new WriterStop(symlinkInside(INVENTORY, ops.readlink(path)));
  if (entry.kind !== 'file') throw new WriterStop(broken('no regular file'));
  return ops.read(path);
}

/** @throws WriterStop `writer/broken-inventory` */
export function parseInventory(bytes: Buffer): Inventory {
  const data = parseJson(bytes.toString('utf8'));
  if (!isRecord(data) || !Array.isArray(data['files'])) throw new WriterStop(broken('no list of files'));
  if (data['version'] !== 1) throw new WriterStop(broken(`version ${String(data['version'])}`));
  const site = data['site'];
  if (site !== undefined && typeof site !== 'string') throw new WriterStop(broken('a site that is no text'));
  const files = data['files'] as readonly unknown[];
  const wrong = files.findIndex((file) => !isEntry(file));
  if (wrong >= 0) throw new WriterStop(broken(`entry ${wrong} without a path and a sha256`));
  const unsafe = checkPaths((files as readonly InventoryEntry[]).map(({ path }) => path))[0];
  if (unsafe) throw new WriterStop(broken(`an entry with ${unsafe.got}: ${unsafe.at}`));
  return { version: 1, ...siteOf(site), files: files as readonly InventoryEntry[] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WriterStop(broken('no JSON'));
  }
}

function isEntry(value: unknown): value is InventoryEntry {
  if (!isRecord(value)) return false;
  const { path, sha256 } = value;
  return typeof path === 'string' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
}

/** Whether a value of a JSON document is a map. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function broken(got: string): WriterFault {
  return {
    rule: 'writer/broken-inventory',
    at: INVENTORY,
    got,
    expected: 'the inventory that the last run wrote, version 1',
    fix: `restore ${INVENTORY} from version control; or remove it and run once with --adopt, which keeps every file that we would not write`,
  };
}
