/**
 * The writer: makes a directory hold exactly an output, or leaves it as it was.
 *
 * A map, in the order in which to read:
 *
 * - `write-output.ts` is the run, step by step; `request.ts` is what goes in and comes out, `session.ts` what is known
 *   during a run, `names.ts` the files of its own that it keeps in the target. `docs/adr/0003-writer.md` gives the
 *   reasons.
 * - Before a lock, changing nothing: `output-path.ts` (which paths an output may have), `target.ts` and `adoption.ts`
 *   (which directories may be written to), `wanted.ts` and `inventory.ts` (the new output, and the list of it).
 * - Under the lock (`lock.ts`, `processes.ts`), changing nothing of the output: `compare.ts` makes the plan. It looks
 *   through `places.ts`, asks `ownership.ts` what may be replaced, `contents.ts` for bytes, `edited.ts` for what
 *   somebody has edited; `in-the-way.ts` words what it refuses.
 * - Writing: `staging.ts` puts the new files aside and clears up, `journal.ts` decides, and only `carry-out.ts` changes
 *   files of the output. `heal.ts` does the same for a run that was interrupted.
 * - The disk: everything goes through `file-ops.ts`, so that tests can fail or end a run at every single operation;
 *   `durable.ts` waits for the disk, `host.ts` is the machine, `fault.ts` and `io-fault.ts` say what went wrong.
 *
 * `verify-output.ts` reads an output back for others.
 */
export type { WriterFault, WriterRule } from './fault';
export type { Inventory, InventoryEntry } from './inventory';
export type { OutputFile, Stopped, TargetState, WriteOutcome, WriteRequest, Written } from './request';
export { readInventory, verifyOutput, type InventoryOutcome, type VerifyOutcome } from './verify-output';
export { writeOutput } from './write-output';
