export type { WriterFault, WriterRule } from './fault';
export type { Inventory, InventoryEntry } from './inventory';
export type { OutputFile, Stopped, TargetState, WriteOutcome, WriteRequest, Written } from './request';
export { readInventory, verifyOutput, type InventoryOutcome, type VerifyOutcome } from './verify-output';
export { writeOutput } from './write-output';
