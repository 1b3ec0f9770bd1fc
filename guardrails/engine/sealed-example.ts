/** A value with the form of one that was sealed for a key of 2048 bits; it opens nowhere. For the rows of the rules. */
export const SEALED_VALUE = sealedExample(256);

/** The form of a sealed value, of a modulus of so many bytes. */
export function sealedExample(modulusBytes: number): string {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(modulusBytes);
  const rest = Uint8Array.from({ length: modulusBytes + 24 }, (_, index) => (index * 89 + 17) % 256);
  return Buffer.concat([length, rest]).toString('base64');
}
