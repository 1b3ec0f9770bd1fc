import fc from 'fast-check';
import {
  formatImageReference,
  parseImageReference,
  parsePinnedImage,
  tagKind,
  type ImageReference,
} from '../../constructs/model/image-reference';

const SHA256 = `sha256:${'0a'.repeat(32)}`;

function read(text: string): ImageReference {
  const outcome = parseImageReference(text);
  if (!outcome.ok) {
    throw new Error(outcome.fault.got);
  }
  return outcome.value;
}

describe('parseImageReference', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx'],
    ['nginx:1.29.1', 'docker.io/library/nginx:1.29.1'],
    ['grafana/grafana:12.1.0', 'docker.io/grafana/grafana:12.1.0'],
    ['docker.io/nginx:1', 'docker.io/library/nginx:1'],
    ['index.docker.io/nginx', 'docker.io/library/nginx'],
    ['ghcr.io/a/b/c:v1', 'ghcr.io/a/b/c:v1'],
    ['localhost/a:1', 'localhost/a:1'],
    ['registry.example.com:5000/a/b:1', 'registry.example.com:5000/a/b:1'],
    ['[fd00::1]:5000/a:1', '[fd00::1]:5000/a:1'],
    ['Registry/a:1', 'Registry/a:1'],
    ['a__b/c--d/e.f_g:1', 'docker.io/a__b/c--d/e.f_g:1'],
    ['registry:5000', 'docker.io/library/registry:5000'],
    [`ghcr.io/a@${SHA256}`, `ghcr.io/a@${SHA256}`],
    [`ghcr.io/a:1.2.3@${SHA256}`, `ghcr.io/a:1.2.3@${SHA256}`],
    [`a:${'t'.repeat(128)}`, `docker.io/library/a:${'t'.repeat(128)}`],
    [`a@sha512:${'0'.repeat(128)}`, `docker.io/library/a@sha512:${'0'.repeat(128)}`],
  ])('reads %s as %s', (text, full) => {
    expect(formatImageReference(read(text))).toBe(full);
    expect(read(text).text).toBe(text);
  });

  it('takes an image apart', () => {
    expect(read(`ghcr.io/a/b:1.2@${SHA256}`)).toEqual({
      registry: 'ghcr.io',
      repository: 'a/b',
      tag: '1.2',
      digest: SHA256,
      text: `ghcr.io/a/b:1.2@${SHA256}`,
    });
    expect(Object.keys(read('nginx'))).toEqual(['registry', 'repository', 'text']);
  });

  it.each([
    ['x:1 --privileged', '"x:1 --privileged", with " " (U+0020)', 'write "x:1" and keep the rest out of the image'],
    [
      'x:1\n',
      '"x:1\\n", with a control character, line feed (U+000A)',
      'write "x:1" and keep the rest out of the image',
    ],
    [' x:1', '" x:1", with " " (U+0020)', undefined],
    ['x:1;reboot', '"x:1;reboot", with ";" (U+003B)', undefined],
    ['$(id)', '"$(id)", with "$" (U+0024)', undefined],
    ['--privileged', '"--privileged", with the path "library/--privileged"', undefined],
    ['https://ghcr.io/a:1', '"https://ghcr.io/a:1"', 'write "ghcr.io/a:1"'],
    ['ghcr.io/A/b:1', '"ghcr.io/A/b:1", with capital letters', 'write "ghcr.io/a/b:1"'],
    ['Nginx', '"Nginx", with capital letters', 'write "docker.io/library/nginx"'],
    ['a___b', '"a___b", with the path "library/a___b"', undefined],
    ['a..b/c', '"a..b/c", with the registry "a..b"', undefined],
    ['a.b-/c', '"a.b-/c", with the registry "a.b-"', undefined],
    ['a//b', '"a//b", with the path "a//b"', undefined],
    ['ghcr.io/', '"ghcr.io/", with the path ""', undefined],
    ['a:', '"a:", with the tag ""', undefined],
    ['a:-b', '"a:-b", with the tag "-b"', undefined],
    ['a@', '"a@", with the digest ""', undefined],
    ['a@sha256:abc', '"a@sha256:abc", with the digest "sha256:abc"', undefined],
    [`a@md5:${'0'.repeat(32)}`, `"a@md5:${'0'.repeat(32)}", with the digest "md5:${'0'.repeat(32)}"`, undefined],
    ['0'.repeat(64), `"${'0'.repeat(64)}", which is an image id`, undefined],
    ['', 'an empty string', undefined],
    [{ repository: 'nginx' }, 'an object with 1 key', undefined],
  ])('fails: %j', (value, got, fix) => {
    const outcome = parseImageReference(value);
    expect(outcome).toMatchObject({ ok: false, fault: { got } });
    expect(outcome.ok ? undefined : outcome.fault.fix).toBe(fix);
  });

  it.each([
    ['a path that is too long', `ghcr.io/${'a'.repeat(256)}`],
    ['a tag that is too long', `a:${'t'.repeat(129)}`],
    ['a digest in capitals', `a@sha256:${'A'.repeat(64)}`],
    ['a sha256 of the length of a sha384', `a@sha256:${'0'.repeat(96)}`],
  ])('fails: %s', (_, text) => {
    expect(parseImageReference(text)).toMatchObject({ ok: false });
  });

  it('reads back what it prints', () => {
    const component = fc.stringMatching(/^[a-z0-9]{1,4}(?:(?:[._]|__|-{1,3})[a-z0-9]{1,4}){0,2}$/);
    const image = fc.record(
      {
        registry: fc.constantFrom('docker.io', 'ghcr.io', 'localhost', 'r.example:5000', '[::1]:80', '10.0.0.1'),
        repository: fc.array(component, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('/')),
        tag: fc.stringMatching(/^\w[\w.-]{0,12}$/),
        digest: fc.constant(SHA256),
      },
      { requiredKeys: ['registry', 'repository'] },
    );
    fc.assert(
      fc.property(image, (parts) => {
        const text = formatImageReference(parts);
        expect(read(text)).toEqual({ ...parts, text });
      }),
    );
  });

  it('never throws and never takes long', () => {
    const hostile = fc.oneof(
      fc.anything(),
      fc.array(fc.constantFrom('a', '-', '.', '_', '/', ':', '@', 'A', '0')).map((parts) => parts.join('')),
      fc.constantFrom(`${'a-'.repeat(50_000)}!`, '-'.repeat(100_000), `a${'/a'.repeat(50_000)}:`),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        parseImageReference(value);
      }),
    );
  });
});

describe('parsePinnedImage', () => {
  it.each([
    'nginx:1.29.1',
    'ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie',
    `nginx@${SHA256}`,
    `nginx:latest@${SHA256}`,
  ])('takes %s', (text) => {
    expect(parsePinnedImage(text)).toEqual({ ok: true, value: read(text) });
  });

  it.each([
    ['nginx', '"nginx", without a tag or digest, which means latest'],
    ['nvidia/gpu-exporter:latest', '"nvidia/gpu-exporter:latest", whose tag latest moves'],
    ['postgres:16', '"postgres:16", whose tag 16 moves'],
    ['x:1 --privileged', '"x:1 --privileged", with " " (U+0020)'],
  ])('fails: %s', (text, got) => {
    expect(parsePinnedImage(text)).toMatchObject({ ok: false, fault: { got } });
  });

  it.each([
    ['latest', 'moving'],
    ['stable-alpine', 'moving'],
    ['main', 'moving'],
    ['latest-2', 'moving'],
    ['stable-alpine3.20', 'moving'],
    ['main-3f2a9c1', 'exact'],
    ['nightly-20260101', 'exact'],
    ['development1.2.3', 'exact'],
    ['16', 'major'],
    ['v3', 'major'],
    ['16-bookworm', 'major'],
    ['16.4', 'minor'],
    ['v1.30-alpine', 'minor'],
    ['1.29.1', 'exact'],
    ['v1.29.1-rc.1', 'exact'],
    ['RELEASE.2025-09-07T16-13-09Z', 'exact'],
    ['20260101', 'exact'],
    ['b4719', 'exact'],
  ])('sees that the tag %s is %s', (tag, kind) => {
    expect(tagKind(tag)).toBe(kind);
  });
});
