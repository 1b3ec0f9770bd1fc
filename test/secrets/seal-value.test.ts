import { constants, createDecipheriv, createPrivateKey, privateDecrypt, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sealingLabel, sealValue, type SealedFor } from '../../cli/seal/seal-value';
import type { SealedSecretInput } from '../../constructs/model';
import { parseSealedValue } from '../../constructs/model/sealed-value';
import { openers, SEALING, type Question } from './openers';

const privateKey = createPrivateKey(readFileSync(join(SEALING, 'published-key.pem')));
const { publicKey } = new X509Certificate(readFileSync(join(SEALING, 'published-certificate.pem')));

const PLACES: readonly SealedFor[] = (['strict', 'namespace-wide', 'cluster-wide'] as const).map((scope) => ({
  namespace: 'monitoring',
  name: 'grafana-admin',
  scope,
}));

/** Values that a writer of texts would spoil. */
const VALUES = [
  Buffer.from('hunter2'),
  Buffer.from('with a line feed\n'),
  Buffer.from([0, 255, 0, 128, 10, 13]),
  Buffer.alloc(0),
  Buffer.alloc(300_000, 7),
];

/** Opens with Node: for many values, where another process would take too long. */
function open(sealed: string, label: string): Buffer {
  const raw = Buffer.from(sealed, 'base64');
  const cut = 2 + raw.readUInt16BE(0);
  const session = privateDecrypt(
    {
      key: privateKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      ...(label === '' ? {} : { oaepLabel: Buffer.from(label) }),
    },
    raw.subarray(2, cut),
  );
  const decipher = createDecipheriv('aes-256-gcm', session, Buffer.alloc(12));
  decipher.setAuthTag(raw.subarray(-16));
  return Buffer.concat([decipher.update(raw.subarray(cut, -16)), decipher.final()]);
}

/** A sealed value with one bit changed. */
function tampered(sealed: string, at: number): string {
  const raw = Buffer.from(sealed, 'base64');
  const index = at < 0 ? raw.length + at : at;
  raw[index] = raw[index]! ^ 1;
  return raw.toString('base64');
}

describe('a label', () => {
  it('is the place as far as the scope binds to it', () => {
    expect(PLACES.map(sealingLabel)).toEqual(['monitoring/grafana-admin', 'monitoring', '']);
  });
});

describe('a sealed value', () => {
  it('opens where it was sealed for, whatever its bytes, and tells nothing but its size', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.constantFrom(...PLACES), (value, place) => {
        const sealed = sealValue(value, publicKey, place);
        expect(open(sealed, sealingLabel(place)).equals(value)).toBe(true);
        expect(parseSealedValue(sealed)).toEqual({
          ok: true,
          value: { modulusBits: 4096, plaintextBytes: value.length },
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is another text every time', () => {
    const texts = Array.from({ length: 8 }, () => sealValue(Buffer.from('same'), publicKey, PLACES[0]!));
    expect(new Set(texts).size).toBe(texts.length);
    const sessions = texts.map((text) => text.slice(0, 100));
    expect(new Set(sessions).size).toBe(texts.length);
  });
});

for (const opener of openers()) {
  if ('missing' in opener) {
    it.skip(`${opener.name} opens what was sealed (skipped: ${opener.missing})`, () => undefined);
    continue;
  }
  describe(opener.name, () => {
    it('opens every scope, to the last byte', () => {
      const cases = PLACES.flatMap((place) => VALUES.map((value) => ({ place, value })));
      const questions = cases.map(({ place, value }) => ({
        sealed: sealValue(value, publicKey, place),
        label: sealingLabel(place),
      }));
      const encoded = (value: Buffer | undefined) => value?.toString('base64');
      expect(opener.open(questions).map(encoded)).toEqual(cases.map(({ value }) => encoded(value)));
    });

    it('fails: another place than it was sealed for', () => {
      const others = ['', 'monitoring', 'monitoring/other', 'other/grafana-admin', 'monitoring/grafana-admin'];
      const questions = PLACES.flatMap((place): Question[] => {
        const sealed = sealValue(Buffer.from('hunter2'), publicKey, place);
        return others.filter((label) => label !== sealingLabel(place)).map((label) => ({ sealed, label }));
      });
      expect(questions).toHaveLength(12);
      expect(opener.open(questions).every((value) => value === undefined)).toBe(true);
    });

    it('fails: one bit changed, in the length, the session key, the value and the tag', () => {
      const [place] = PLACES;
      const sealed = sealValue(Buffer.from('hunter2'), publicKey, place!);
      const questions = [0, 1, 2, 300, 514, -17, -1].map((at) => ({
        sealed: tampered(sealed, at),
        label: sealingLabel(place!),
      }));
      expect(opener.open(questions)).toEqual(questions.map(() => undefined));
    });

    it('opens what lies in site/secrets: none of it is a secret', () => {
      const folder = join(__dirname, '../../site/secrets');
      const secrets = readdirSync(folder).map(
        (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as SealedSecretInput & { name: string },
      );
      const questions = secrets.flatMap((secret) =>
        Object.values(secret.encryptedData).map((sealed) => ({ sealed, label: sealingLabel(secret) })),
      );
      const opened = opener.open(questions);
      expect(opened.length).toBeGreaterThanOrEqual(6);
      for (const value of opened) {
        expect(value?.length).toBeGreaterThanOrEqual(5);
        // A line feed at the end becomes a part of the password.
        expect(value?.at(-1)).not.toBe(0x0a);
      }
    });
  });
}
