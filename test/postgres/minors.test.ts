import fc from 'fast-check';
import { VERSIONS } from '../../constructs/model/versions';
import { FLAWS, flawsOf } from '../../constructs/postgres/minors/derived';
import { flawedImages, textOfFlaws } from '../../guardrails/engine/postgres-minors';
import { imageRow } from '../../guardrails/postgres/rows/images';

const MAJORS = Object.entries(VERSIONS.postgresql.majors);

describe('flaws of minor versions', () => {
  it.each([
    ['16.4', ['CVE-2024-10979', 'CVE-2026-2006', 'CVE-2026-6473', 'CVE-2026-16239']],
    ['16.6', ['CVE-2026-2006', 'CVE-2026-6473', 'CVE-2026-16239']],
    ['16.5', ['TimescaleDB']],
    ['16.14', ['CVE-2026-16239']],
    ['18.2', ['a replica stops']],
    ['18.4', ['CVE-2026-16239']],
  ])('of %s: %j', (version, words) => {
    const text = flawsOf(version)
      .map(({ what }) => what)
      .join('; ');
    words.forEach((word) => {
      expect(text).toContain(word);
    });
  });

  it('do not tell of crashes with much memory, which nobody confirms', () => {
    expect(JSON.stringify(flawsOf('16.4'))).not.toMatch(/crash|segmentation/);
  });

  it('are in no newest minor version: each is mended in one that images are known of', () => {
    for (const [, { current }] of MAJORS) {
      expect(current === undefined ? [] : flawsOf(current)).toEqual([]);
    }
    for (const { versions } of FLAWS) {
      for (const [major, [first, mendedIn]] of Object.entries(versions)) {
        expect(first).toBeLessThan(mendedIn);
        const newest = VERSIONS.postgresql.majors[major]?.current?.split('.')[1];
        expect(mendedIn).toBeLessThanOrEqual(Number(newest ?? mendedIn));
      }
    }
  });

  it('each have a page of the project itself', () => {
    expect(FLAWS.every(({ source }) => /^https:\/\/www\.postgresql\.org\/.+\/$/.test(source))).toBe(true);
  });

  it('are none of texts that are no minor version', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('16', '16.x', '__proto__.1', '16.4.1', '19beta3')), (text) => {
        expect(flawsOf(/^\d+\.\d+$/.test(text) ? '0.0' : text)).toEqual([]);
      }),
    );
  });

  it('are found by tag, whatever follows the minor version, and only in images of CloudNativePG', () => {
    const versions = (image: string): string[] => flawedImages(imageRow(image)).map(({ version }) => version);
    expect(versions('ghcr.io/cloudnative-pg/postgresql:16.6')).toEqual(['16.6']);
    expect(versions('registry.example/cloudnative-pg/postgresql:16.6-202411210815-standard-trixie')).toEqual(['16.6']);
    expect(versions('postgres:16.6')).toEqual([]);
    const [image] = flawedImages(imageRow('ghcr.io/cloudnative-pg/postgresql:17.10-standard-trixie'));
    expect(image).toMatchObject({ newest: '17.11' });
    expect(textOfFlaws(image!)).toMatch(/^17\.10: .+, see https:/);
  });
});
