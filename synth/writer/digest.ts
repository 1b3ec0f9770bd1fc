import { hash } from 'node:crypto';

/** SHA-256 of some content, a string as UTF-8, in hexadecimal, as the inventory lists it. */
export function sha256Of(content: string | Uint8Array): string {
  // Half the time of createHash() for many small contents, and a string needs no bytes of its own.
  return hash('sha256', content, 'hex');
}
