import type { Entry, FileOps } from './file-ops';
import type { OutputFile } from './request';

/** What the buffers hold at first, in bytes; most files are smaller. */
const USUAL = 65_536;

/** A UTF-16 unit takes no more bytes of UTF-8 than that. */
const BYTES_PER_UNIT = 3;

/**
 * Contents as bytes, one at a time.
 *
 * There is one buffer for what is wanted and one for what is found: an output is never held twice, as text and as bytes.
 */
export class Contents {
  private wanted: Buffer = Buffer.allocUnsafe(USUAL);
  private found: Buffer = Buffer.allocUnsafe(USUAL);

  constructor(private readonly ops: FileOps) {}

  /** The bytes of a content, good until the next call. */
  public bytesOf(content: OutputFile['content']): Uint8Array {
    if (typeof content !== 'string') return content;
    this.wanted = withRoom(this.wanted, content.length * BYTES_PER_UNIT);
    return this.wanted.subarray(0, this.wanted.write(content, 'utf8'));
  }

  /** Whether a file has that content, byte for byte. */
  public isAt(path: string, { size }: Entry, content: OutputFile['content']): boolean {
    const wanted = this.bytesOf(content);
    if (wanted.length !== size) return false;
    this.found = withRoom(this.found, size + 1);
    const length = this.ops.readInto(path, this.found, size);
    return this.found.compare(wanted, 0, size, 0, length) === 0;
  }
}

function withRoom(buffer: Buffer, bytes: number): Buffer {
  return buffer.length < bytes ? Buffer.allocUnsafe(bytes) : buffer;
}
