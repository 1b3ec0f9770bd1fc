import type { Manifest, Violation } from '../../constructs/model';
import { dnsNameFault, LONGEST_COMMON_NAME } from '../../constructs/certificates/derived';
import { isIP } from 'node:net';
import { fieldsAt, listOf, recordOf, shown, textOf } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { certificateRow } from './rows/certificates';

const NAMES = ['dnsNames', 'ipAddresses', 'uris', 'emailAddresses', 'otherNames'] as const;

/** The webhook looks at addresses and at the length of the common name; an authority refuses the rest hours later. */
export default defineGuardrail<Manifest>({
  kind: 'cert-manager.io/Certificate',
  severity: 'error',
  summary: 'a Certificate has at least one name, its DNS names are names, and its addresses addresses',
  why: 'an authority refuses the request, each failed try doubles the time until the next one, and browsers match no common name',
  fix: 'write names in small letters, with "*." at most before them; addresses belong into ipAddresses',
  waive: 'for an authority of your own that takes other names',
  source: 'https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec',
  check: (manifest) => [...nameless(manifest), ...dnsNames(manifest), ...addresses(manifest), ...commonName(manifest)],
  valid: [
    {
      name: 'a name, and every name below another',
      objects: [certificateRow({ dnsNames: ['example.internal', '*.example.internal'] })],
    },
    {
      name: 'an authority has a common name alone',
      objects: [certificateRow({ dnsNames: undefined, isCA: true, commonName: 'example authority' })],
    },
    {
      name: 'a client, which others know by its common name',
      objects: [certificateRow({ dnsNames: undefined, commonName: 'streaming_replica', usages: ['client auth'] })],
    },
    {
      name: 'addresses',
      objects: [certificateRow({ dnsNames: undefined, ipAddresses: ['192.0.2.10', '2001:db8::10'] })],
    },
  ],
  invalid: [
    {
      name: 'no name at all',
      objects: [certificateRow({ dnsNames: [] })],
      findings: [{ at: 'spec.dnsNames', got: 'no name at all' }],
    },
    {
      name: 'an address, a URL, a star in the middle, capital letters',
      objects: [
        certificateRow({
          dnsNames: ['192.0.2.10', 'https://wiki.example.internal', 'wiki.*.internal', 'Wiki.example.internal'],
        }),
      ],
      findings: [
        { at: 'spec.dnsNames[0]', got: '"192.0.2.10", an address' },
        { at: 'spec.dnsNames[1]', got: '"https://wiki.example.internal"' },
        { at: 'spec.dnsNames[2]', got: '"wiki.*.internal"' },
        { at: 'spec.dnsNames[3]', got: '"Wiki.example.internal"' },
      ],
    },
    {
      name: 'a server that has a common name alone',
      objects: [certificateRow({ dnsNames: undefined, commonName: 'wiki.example.internal' })],
      findings: [{ at: 'spec.dnsNames', got: 'a common name alone' }],
    },
    {
      name: 'a server that is a client too, with a common name alone',
      objects: [certificateRow({ dnsNames: undefined, commonName: 'wiki', usages: ['client auth', 'server auth'] })],
      findings: [{ at: 'spec.dnsNames', got: 'a common name alone' }],
    },
    {
      name: 'an authority and a client whose common name is empty',
      objects: [
        certificateRow({ dnsNames: undefined, isCA: true, commonName: '' }),
        certificateRow({ dnsNames: undefined, commonName: '', usages: ['client auth'] }, 'wiki', 'client'),
      ],
      findings: [
        { at: 'spec.dnsNames', got: 'no name at all' },
        { at: 'spec.dnsNames', got: 'no name at all' },
      ],
    },
    {
      name: 'a name among the addresses, and a common name that is too long',
      objects: [certificateRow({ ipAddresses: ['wiki.example.internal'], commonName: 'w'.repeat(65) })],
      findings: [
        { at: 'spec.commonName', got: '65 characters' },
        { at: 'spec.ipAddresses[0]', got: 'wiki.example.internal' },
      ],
    },
  ],
});

function nameless({ spec }: Manifest): Violation[] {
  const { commonName: common, literalSubject, ...rest } = recordOf(spec);
  if (NAMES.some((field) => listOf(rest[field]).length > 0)) {
    return [];
  }
  // An empty text is no name: the webhook takes it for a field that was left out.
  const subject = [common, literalSubject].find((name) => name !== undefined && name !== null && name !== '');
  return subject !== undefined && isKnownBySubject(rest)
    ? []
    : [
        {
          at: 'spec.dnsNames',
          got: subject === undefined ? 'no name at all' : 'a common name alone',
          expected: 'the names by which clients know the server',
        },
      ];
}

/** Only of a server do clients compare the other names: an authority and a client are known by their subject. */
function isKnownBySubject({ isCA, usages }: Readonly<Record<string, unknown>>): boolean {
  const given = listOf(usages);
  return isCA === true || (given.includes('client auth') && !given.includes('server auth'));
}

function dnsNames(manifest: Manifest): Violation[] {
  return fieldsAt(manifest, 'spec.dnsNames[]').flatMap(({ at, value }) => {
    const fault = dnsNameFault(value);
    return fault === undefined ? [] : [{ at, ...fault }];
  });
}

function addresses(manifest: Manifest): Violation[] {
  return fieldsAt(manifest, 'spec.ipAddresses[]').flatMap(({ at, value }) =>
    isIP(String(value)) === 0 ? [{ at, got: shown(value), expected: 'an address of IPv4 or IPv6' }] : [],
  );
}

function commonName({ spec }: Manifest): Violation[] {
  const text = textOf(recordOf(spec)['commonName']) ?? '';
  return text.length > LONGEST_COMMON_NAME
    ? [{ at: 'spec.commonName', got: `${text.length} characters`, expected: `${LONGEST_COMMON_NAME} or fewer` }]
    : [];
}
