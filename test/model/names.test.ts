import fc from 'fast-check';
import {
  boundedName,
  parseDns1035Label,
  parseDnsLabel,
  parseDnsSubdomain,
  parseName,
  parseObjectName,
} from '../../constructs/model/dns-name';
import {
  annotationsSize,
  parseAnnotationKey,
  parseAnnotations,
  parseLabelKey,
  parseLabelValue,
} from '../../constructs/model/label';
import { repairName } from '../../constructs/model/name-repair';
import { LABEL, LABEL_1035, nameRule, PATH_SEGMENT, SUBDOMAIN, type NameRule } from '../../constructs/model/name-rule';
import type { Parsed } from '../../constructs/model/parsed';

const RBAC = 'rbac.authorization.k8s.io';
const LABEL_PATTERN = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';

/** The patterns of k8s.io/apimachinery, with the limits beside them. */
const PATTERNS: readonly (readonly [NameRule, RegExp, number])[] = [
  [LABEL, new RegExp(`^${LABEL_PATTERN}$`), 63],
  [LABEL_1035, /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/, 63],
  [SUBDOMAIN, new RegExp(`^${LABEL_PATTERN}(?:\\.${LABEL_PATTERN})*$`), 253],
];

const nearlyNames = fc
  .array(fc.constantFrom('a', 'z', '0', '-', '.', '_', 'A', 'ab', '\u043e', ' ', '\n', '/', ':', 'x'.repeat(50)), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

function faultOf<T>(outcome: Parsed<T>): { got?: string; expected?: string; fix?: string | undefined } {
  return outcome.ok ? {} : outcome.fault;
}

describe('nameRule', () => {
  it.each([
    ['', 'Service', 'rfc1035Label', 63],
    ['', 'Namespace', 'rfc1123Label', 63],
    ['', 'ConfigMap', 'rfc1123Subdomain', 253],
    ['', 'ServiceAccount', 'rfc1123Subdomain', 253],
    ['apps', 'Deployment', 'rfc1123Subdomain', 253],
    ['apps', 'ReplicaSet', 'rfc1123Subdomain', 253],
    ['apps', 'DaemonSet', 'rfc1123Subdomain', 242],
    ['apps', 'StatefulSet', 'rfc1123Label', 52],
    ['batch', 'Job', 'rfc1123Subdomain', 63],
    ['batch', 'CronJob', 'rfc1123Subdomain', 52],
    ['networking.k8s.io', 'NetworkPolicy', 'rfc1123Subdomain', 253],
    ['postgresql.cnpg.io', 'Cluster', 'rfc1035Label', 50],
    ['postgresql.cnpg.io', 'Pooler', 'rfc1035Label', 63],
    ['postgresql.cnpg.io', 'ScheduledBackup', 'rfc1123Subdomain', 63],
    ['postgresql.cnpg.io', 'Database', 'rfc1123Subdomain', 253],
    ['kyverno.io', 'ClusterPolicy', 'rfc1123Subdomain', 63],
    ['longhorn.io', 'RecurringJob', 'rfc1123Subdomain', 40],
    ['example.com', 'Service', 'rfc1123Subdomain', 253],
  ])('of %s/%s', (group, kind, form, maxLength) => {
    expect(nameRule(group, kind)).toMatchObject({ form, maxLength });
    const name = 'n'.repeat(maxLength);
    expect(parseObjectName(group, kind, name)).toEqual({ ok: true, value: name });
    expect(faultOf(parseObjectName(group, kind, `${name}n`))).toMatchObject({
      expected: expect.stringContaining(`no longer than ${maxLength} characters`) as string,
      fix: 'shorten it by 1 character',
    });
  });

  it.each(['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'])(
    'lets a %s have what a path can hold',
    (kind) => {
      expect(parseObjectName(RBAC, kind, 'system:controller:X_y')).toMatchObject({ ok: true });
      expect(parseObjectName(RBAC, kind, 'r'.repeat(300))).toMatchObject({ ok: true });
    },
  );

  it('lets other kinds have what their names stand for', () => {
    expect(parseObjectName('apiregistration.k8s.io', 'APIService', 'v1.')).toMatchObject({ ok: true });
    expect(parseObjectName('networking.k8s.io', 'IPAddress', 'fd00::1')).toMatchObject({ ok: true });
    expect(parseObjectName('certificates.k8s.io', 'ClusterTrustBundle', 'example.com:ca:1')).toMatchObject({
      ok: true,
    });
    expect(parseObjectName('certificates.k8s.io', 'CertificateSigningRequest', 'a b')).toMatchObject({ ok: true });
  });

  it('says why a limit is shorter than the form', () => {
    expect(faultOf(parseObjectName('apps', 'StatefulSet', 's'.repeat(63))).expected).toContain(
      'controller-revision-hash',
    );
    expect(faultOf(parseObjectName('batch', 'CronJob', 'j'.repeat(53))).expected).toContain('<name>-<minute>');
  });
});

describe('parseName', () => {
  it.each(PATTERNS)('agrees with the pattern of %j', (rule, pattern, maxLength) => {
    fc.assert(
      fc.property(nearlyNames, (name) => {
        expect(parseName(name, rule).ok).toBe(pattern.test(name) && name.length <= maxLength);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['apps/Deployment', 'Bad_Name', '"Bad_Name", with "B" (U+0042) at position 1', 'write "bad-name"'],
    ['apps/Deployment', 'web-', '"web-", which ends with "-", not with a letter or digit', 'write "web"'],
    ['apps/Deployment', '-web', '"-web", which starts with "-", not with a letter or digit', 'write "web"'],
    ['ConfigMap', 'a.-b', '"a.-b", in which a part starts with "-", not with a letter or digit', 'write "a.b"'],
    ['ConfigMap', 'a-.b', '"a-.b", in which a part ends with "-", not with a letter or digit', 'write "a.b"'],
    ['ConfigMap', 'a..b', '"a..b", with an empty part', 'write "a.b"'],
    ['ConfigMap', 'a.', '"a.", with an empty part', 'write "a"'],
    ['Namespace', 'pr\u043ed', '"pr\u043ed", with the non-ASCII "\u043e" (U+043E) at position 3', 'write "prod"'],
    ['Namespace', 'a.b', '"a.b", with "." (U+002E) at position 2', 'write "a-b"'],
    ['Service', '1web', '"1web", which starts with a digit', 'write "web"'],
    ['Service', '123', '"123", which starts with a digit', undefined],
    [
      'ConfigMap',
      '\u00dcber Caf\u00e9',
      '"\u00dcber Caf\u00e9", with the non-ASCII "\u00dc" (U+00DC) at position 1',
      'write "uber-cafe"',
    ],
    ['ConfigMap', '___', '"___", with "_" (U+005F) at position 1', undefined],
    [`${RBAC}/Role`, 'a/b%', '"a/b%", with "/" (U+002F) at position 2', 'write "a-b-"'],
    [`${RBAC}/Role`, '..', '"..", which is a step in a path', undefined],
    [`${RBAC}/Role`, 'a\u200bb', '"a\\u200bb", with the non-ASCII "\\u200b" (U+200B) at position 2', 'write "a-b"'],
    ['ConfigMap', '', 'an empty string', undefined],
    ['ConfigMap', 7, 'a number', undefined],
  ])('fails: %s %j', (kind, name, got, fix) => {
    const [plain = '', group = ''] = kind.split('/').reverse();
    const fault = faultOf(parseObjectName(group, plain, name));
    expect(fault.got).toBe(got);
    expect(fault.fix).toBe(fix);
  });

  it('fails: control characters, the newline that would begin another document named first', () => {
    const name = 'X\n---\napiVersion: v1\nkind: Secret';
    for (const group of ['', RBAC]) {
      expect(faultOf(parseObjectName(group, 'Role', name))).toMatchObject({
        got: '"X\\n---\\napiVersion: v1\\nkind: Secret", with a control character, line feed (U+000A) at position 2',
        expected: expect.stringContaining('no control characters') as string,
        fix: 'remove the control characters',
      });
    }
  });

  it('names the limits of the plain forms', () => {
    expect(faultOf(parseDnsSubdomain('c'.repeat(254))).got).toMatch(/… \(254 characters\)$/);
    expect(faultOf(parseDnsLabel('c'.repeat(64))).got).toMatch(/" \(64 characters\)$/);
    expect(parseDns1035Label('a1')).toMatchObject({ ok: true });
  });

  it('offers nothing that is itself refused', () => {
    fc.assert(
      fc.property(nearlyNames, fc.constantFrom(LABEL, LABEL_1035, SUBDOMAIN, PATH_SEGMENT), (name, rule) => {
        const fix = /^write "(?<name>.*)"$/.exec(faultOf(parseName(name, rule)).fix ?? '')?.groups?.['name'];
        expect(fix === undefined || parseName(fix, rule).ok).toBe(true);
      }),
    );
    expect(repairName('a_b', 'rfc1123Label')).toBe('a-b');
  });
});

describe('boundedName', () => {
  it('keeps a name that fits', () => {
    expect(boundedName(['pg', 'main'], LABEL)).toBe('pg-main');
  });

  it('cuts a long name to a legal one that ends with a hash of all of it', () => {
    const long = 'ab-'.repeat(40);
    const names = ['db', 'dc'].map((id) => boundedName([long, id], LABEL));
    expect(names[0]).toMatch(/^ab-ab-.*[a-z]-[0-9a-f]{8}$/);
    expect(names[0]).toBe(boundedName([long, 'db'], LABEL));
    expect(names[0]).not.toBe(names[1]);
    expect(boundedName(['A'], LABEL)).not.toBe(boundedName(['a'], LABEL));
  });

  it('is legal under every rule', () => {
    const rules = fc.constantFrom(LABEL, LABEL_1035, SUBDOMAIN, nameRule('batch', 'CronJob'), PATH_SEGMENT);
    fc.assert(
      fc.property(fc.array(nearlyNames, { minLength: 1, maxLength: 4 }), rules, (parts, rule) => {
        expect(parseName(boundedName(parts, rule), rule)).toMatchObject({ ok: true });
      }),
    );
  });
});

describe('labels', () => {
  it.each(['', 'x', 'A_b.c-d', '1', 'x'.repeat(63)])('take the value %j', (value) => {
    expect(parseLabelValue(value)).toEqual({ ok: true, value });
  });

  it.each([
    ['x'.repeat(64), `"${'x'.repeat(64)}", 64 characters`, 'shorten it by 1 character'],
    ['a b', '"a b", with " " (U+0020)', 'write "a-b"'],
    ['a-', '"a-"', 'write "a"'],
    ['_a', '"_a"', 'write "a"'],
    ['a\nb', '"a\\nb", with a control character, line feed (U+000A)', undefined],
    ['\u00e9', '"\u00e9", with "\u00e9" (U+00E9)', undefined],
    [true, 'a boolean', 'put it in quotes: "true"'],
    [1, 'a number', 'put it in quotes: "1"'],
    [null, 'null', undefined],
  ])('fails: the value %j', (value, got, fix) => {
    const fault = faultOf(parseLabelValue(value));
    expect(fault.got).toBe(got);
    expect(fault.fix).toBe(fix);
  });

  it.each(['app', 'constructor', 'app.kubernetes.io/name', 'example.com/A_b', `${'a'.repeat(253)}/${'b'.repeat(63)}`])(
    'take the key %s',
    (key) => {
      expect(parseLabelKey(key)).toMatchObject({ ok: true });
    },
  );

  it.each([
    ['a/b/c', '"a/b/c", with more than one "/"', undefined],
    ['a/', '"a/", with nothing after the "/"', undefined],
    ['/a', 'an empty string before the "/" of "/a"', undefined],
    ['Example.com/x', '"Example.com", with "E" (U+0045) at position 1 before the "/" of "Example.com/x"', undefined],
    ['example.com/x y', '"x y", with " " (U+0020)', 'write "example.com/x-y"'],
    ['b'.repeat(64), `"${'b'.repeat(64)}", 64 characters`, 'shorten it by 1 character'],
    [`${'a'.repeat(254)}/b`, expect.stringContaining('(254 characters) before the "/"'), undefined],
    ['__proto__', '"__proto__"', 'write "proto"'],
    ['', 'an empty string', undefined],
    [null, 'null', undefined],
  ])('fails: the key %j', (key, got, fix) => {
    const fault = faultOf(parseLabelKey(key));
    expect(fault.got).toEqual(got);
    expect(fault.fix).toBe(fix);
  });
});

describe('annotations', () => {
  const limit = 262_144;

  it('may have capitals in the prefix, and any text as value', () => {
    expect(parseAnnotationKey('Example.com/X')).toEqual({ ok: true, value: 'Example.com/X' });
    expect(parseAnnotations({ 'a/b': '\u0000\n' })).toEqual({ ok: true, value: { 'a/b': '\u0000\n' } });
  });

  it('count keys and values as UTF-8', () => {
    expect(annotationsSize({ ab: '\u00e9\u{1f600}' })).toBe(8);
    expect(parseAnnotations({ a: 'x'.repeat(limit - 1) })).toMatchObject({ ok: true });
    expect(parseAnnotations({ a: '\u00e9'.repeat(limit / 2 - 1), b: '' })).toMatchObject({ ok: true });
  });

  it.each([
    [{ a: 'x'.repeat(limit) }, `${limit + 1} bytes of annotations`],
    [{ a: '\u00e9'.repeat(limit / 2) }, `${limit + 1} bytes of annotations`],
    [{ a: 1 }, 'a number under "a"'],
    [{ 'a b': '' }, '"a b", with " " (U+0020)'],
    [JSON.parse('{"__proto__":""}') as Record<string, unknown>, '"__proto__"'],
  ])('fails: annotations %#', (annotations, got) => {
    expect(faultOf(parseAnnotations(annotations)).got).toBe(got);
  });
});
