import { parsed, refused, type Parsed } from './parsed';
import { quoted } from './text';

/** SHA-256 of a certificate, as Proxmox and OpenSSL write it. */
const FORM = /^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}$/;

/** Reads the SHA-256 fingerprint of a certificate: 32 pairs of hex digits with colons between them, in either case. */
export function parseFingerprint(text: string): Parsed<string> {
  const better = rewritten(text);
  return FORM.test(text)
    ? parsed(text)
    : refused({
        got: quoted(text),
        expected: '32 pairs of hex digits: ab:cd:…',
        ...(better === undefined ? {} : { fix: `write ${better}` }),
      });
}

/** Whether two fingerprints are of one certificate. */
export function sameFingerprint(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The same digits in another notation. */
function rewritten(text: string): string | undefined {
  const digits = text.replaceAll(/[^0-9a-fA-F]/g, '');
  return digits.length === 64 && /^[\s:0-9a-fA-F]+$/.test(text)
    ? digits.match(/../g)!.join(':').toLowerCase()
    : undefined;
}
