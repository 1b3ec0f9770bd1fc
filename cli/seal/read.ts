import { closeSync, openSync, readSync } from 'node:fs';
import type { SealedSecretInput } from '../../constructs/model';
import { partFaults } from '../../guardrails/engine/site/shape';
import { Fault } from '../fault';
import { MOST_BYTES } from './request';

/** Bytes that are read of a value: one more than a Secret may have, so that too much is told from enough. */
const MOST_READ = MOST_BYTES + 1;

/** Bytes that are asked for at once. */
const CHUNK = 65_536;

/** What is read from, for messages: never the path of a value, which may be the value itself, typed in its place. */
export type Source = '--cert' | '--merge' | `--from-file ${string}`;

/**
 * The bytes of a file or a pipe, as they are.
 *
 * @throws Fault `seal/file` if it cannot be read.
 */
export function readBytes(path: string, source: Source): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    for (let got = -1; got !== 0 && length < MOST_READ; length += got) {
      const chunk = Buffer.alloc(Math.min(CHUNK, MOST_READ - length));
      got = readSync(file, chunk);
      chunks.push(chunk.subarray(0, got));
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new Fault('seal/file', `the file of ${source} cannot be read: ${code}`, 'name a file that can be read');
  } finally {
    if (file !== undefined) {
      closeSync(file);
    }
  }
  return Buffer.concat(chunks);
}

/** What a value is read from when it comes through a pipe. */
export type Input = AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };

/**
 * Everything that comes through a pipe.
 *
 * @throws Fault `usage` if it is a terminal, which shows what is typed.
 */
export async function readInput(input: Input): Promise<Buffer> {
  if (input.isTTY === true) {
    const fix = 'pipe the value in: pass show grafana | rackproof seal --from-stdin admin-password …';
    throw new Fault('usage', 'stdin is a terminal, which would show the value', fix);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk as Buffer));
    length += chunk.length;
    if (length >= MOST_READ) {
      break;
    }
  }
  return Buffer.concat(chunks);
}

/** Places of a file that a message names; any other one may be a key in which a value stands. */
const FIELDS: readonly string[] = ['name', 'cluster', 'namespace', 'scope', 'certificate', 'type', 'encryptedData'];

/**
 * What `rackproof seal` printed before.
 *
 * @throws Fault `seal/merge-file` if the file holds something else; what it holds is not repeated.
 */
export function readSealed(path: string): SealedSecretInput {
  const text = readBytes(path, '--merge').toString('utf8');
  if (text.trim() === '') {
    const fix = 'write to another file and move it there afterwards: a redirection empties its target first';
    throw new Fault('seal/merge-file', 'the file of --merge is empty', fix);
  }
  const value = jsonOf(text);
  const fault = value === undefined ? { at: '' } : partFaults(value, 'SealedSecretInput').at(0);
  if (fault !== undefined) {
    const place = FIELDS.includes(fault.at) ? `, at ${fault.at}` : '';
    const fix = 'name a file that rackproof seal printed';
    throw new Fault('seal/merge-file', `the file of --merge is no sealed Secret${place}`, fix);
  }
  return value as SealedSecretInput;
}

/** The parser's own message would quote the text. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
