import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmdirSync, unlinkSync, writeSync } from 'node:fs';
import { posix } from 'node:path';

/** One file of the floor. */
export interface FloorFile {
  /** Path below the target. */
  readonly path: string;
  /** Written as JSON, on one line. */
  readonly value: unknown;
}

/** What the floor writes. */
export interface FloorOutput {
  readonly files: readonly FloorFile[];
  /** As many bytes as the inventory of the same output. */
  readonly inventory: string;
  /** As many bytes as the journal of the same output. */
  readonly journal: string;
}

/**
 * The least that an output with these promises costs in Node: `JSON.stringify` of the manifests, and the same files staged,
 * waited for and renamed into place. No check, no comparison, no hash, no YAML.
 */
export function writeFloor(out: string, { files, inventory, journal }: FloorOutput): void {
  const staging = `${out}/.staging`;
  mkdirSync(out);
  mkdirSync(staging);
  files.forEach(({ value }, index) => {
    writeDurably(`${staging}/${index}`, JSON.stringify(value));
  });
  writeDurably(`${staging}/inventory`, inventory);
  syncDirectory(staging);
  writeDurably(`${out}/.journal`, journal);
  syncDirectory(out);
  const directories = makeDirectories(out, files);
  files.forEach(({ path }, index) => {
    renameSync(`${staging}/${index}`, `${out}/${path}`);
  });
  directories.forEach(syncDirectory);
  renameSync(`${staging}/inventory`, `${out}/inventory.json`);
  syncDirectory(out);
  unlinkSync(`${out}/.journal`);
  rmdirSync(staging);
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx');
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  fsyncSync(directory);
  closeSync(directory);
}

/** Makes the directories of the files, outer ones first, and returns their paths. */
function makeDirectories(out: string, files: readonly FloorFile[]): readonly string[] {
  const made = new Set<string>(['.']);
  for (const { path } of files) {
    const missing: string[] = [];
    for (let directory = posix.dirname(path); !made.has(directory); directory = posix.dirname(directory)) {
      made.add(directory);
      missing.push(directory);
    }
    missing.reverse().forEach((directory) => {
      mkdirSync(`${out}/${directory}`);
    });
  }
  made.delete('.');
  return [...made].map((directory) => `${out}/${directory}`);
}

/** Floor of an output that ours has written: the same paths, the inventory and the journal in their sizes. */
export function floorOf(files: readonly FloorFile[], inventoryBytes: number): FloorOutput {
  const journal = { version: 1, write: files.map(({ path }) => path), remove: [] };
  return { files, inventory: ' '.repeat(inventoryBytes), journal: JSON.stringify(journal) };
}
