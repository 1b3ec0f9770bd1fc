import type { SealedSecretInput, SealingScope, Violation } from '../../constructs/model';
import { parseDnsLabel, parseObjectName } from '../../constructs/model/dns-name';
import { sameFingerprint } from '../../constructs/model/fingerprint';
import type { Parsed } from '../../constructs/model/parsed';
import { parseSealedValue } from '../../constructs/model/sealed-value';
import { parseSecretKey } from '../../constructs/model/secret-key';
import { count, describeValue } from '../../constructs/model/text';

/** Most bytes in all values of a Secret together: 1 MiB. */
export const MOST_BYTES = 1_048_576;

/** What shall be sealed; of the values their size alone. */
export interface SealRequest {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly scope: SealingScope;
  readonly type: string;
  /** Bytes of each value by its key. */
  readonly bytes: ReadonlyMap<string, number>;
}

/** What forbids a request, alone and as an addition to what was sealed before. Says nothing of the values but their size. */
export function requestFaults(request: SealRequest, fingerprint: string, before?: SealedSecretInput): Violation[] {
  return [
    ...faultOf('--name', request.name, parseObjectName('', 'Secret', request.name)),
    ...faultOf('--namespace', request.namespace, parseObjectName('', 'Namespace', request.namespace)),
    ...faultOf('--cluster', request.cluster, parseDnsLabel(request.cluster)),
    ...[...request.bytes].flatMap(([key, bytes]) => valueFaults(key, bytes)),
    ...sizeFaults(request, before),
    ...(before === undefined ? [] : [...foreignFaults(before), ...mergeFaults(request, fingerprint, before)]),
  ];
}

/** What is no name may be a value that slipped into its place: neither it nor a repaired one is repeated. */
function faultOf(at: string, value: string, outcome: Parsed<unknown>): Violation[] {
  return outcome.ok ? [] : [{ at, got: describeValue(value), expected: outcome.fault.expected }];
}

function valueFaults(key: string, bytes: number): Violation[] {
  const outcome = parseSecretKey(key);
  if (!outcome.ok) {
    // What stands in the place of the key by mistake may be the value.
    return [{ at: 'a key', got: describeValue(key), expected: outcome.fault.expected }];
  }
  return bytes === 0 ? [{ at: key, got: 'no byte', expected: 'a value' }] : [];
}

function sizeFaults({ bytes }: SealRequest, before: SealedSecretInput | undefined): Violation[] {
  const kept = Object.entries(before?.encryptedData ?? {}).flatMap(([key, value]) => {
    const outcome = parseSealedValue(value);
    return bytes.has(key) || !outcome.ok ? [] : [outcome.value.plaintextBytes];
  });
  const sum = [...kept, ...bytes.values()].reduce((total, one) => total + one, 0);
  return sum > MOST_BYTES
    ? [{ at: 'the values', got: 'more than 1 MiB', expected: `at most ${count(MOST_BYTES, 'byte')} in all of them` }]
    : [];
}

/** What a file to add to holds besides sealed values would be printed among them: it may be in clear, its key too. */
function foreignFaults({ encryptedData }: SealedSecretInput): Violation[] {
  const entries = Object.entries(encryptedData);
  const keys = entries.some(([key]) => !parseSecretKey(key).ok);
  const values = entries.some(([, value]) => !parseSealedValue(value).ok);
  return [
    ...(keys ? [{ at: '--merge', got: 'a key that no Secret can have', expected: 'keys of a Secret' }] : []),
    ...(values ? [{ at: '--merge', got: 'a value that is not sealed', expected: 'what rackproof seal printed' }] : []),
  ];
}

/** Repeats nothing of the file, and no option that differs from it: one of them may be a slip. */
function mergeFaults(request: SealRequest, fingerprint: string, before: SealedSecretInput): Violation[] {
  const fields = [
    ['--name', before.name, request.name],
    ['--namespace', before.namespace, request.namespace],
    ['--cluster', before.cluster, request.cluster],
    ['--scope', before.scope, request.scope],
    ['--type', before.type ?? 'Opaque', request.type],
  ] as const;
  const expected = 'what the values of the file were sealed for';
  // A name that the file leaves out is the key of the site, which only the site knows.
  const others = fields.flatMap(([at, old, wanted]) =>
    old === undefined || old === wanted ? [] : [{ at, got: 'another than the file has', expected }],
  );
  return sameFingerprint(before.certificate.fingerprint, fingerprint)
    ? others
    : [
        ...others,
        {
          at: '--cert',
          got: `the certificate ${fingerprint}, while the file has another`,
          expected: 'the certificate that the values of the file were sealed with',
          fix: 'seal every key of the Secret anew, without --merge',
        },
      ];
}
