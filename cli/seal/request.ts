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
    ...faultOf('--name', parseObjectName('', 'Secret', request.name)),
    ...faultOf('--namespace', parseObjectName('', 'Namespace', request.namespace)),
    ...faultOf('--cluster', parseDnsLabel(request.cluster)),
    ...[...request.bytes].flatMap(([key, bytes]) => valueFaults(key, bytes)),
    ...sizeFaults(request, before),
    ...(before === undefined ? [] : mergeFaults(request, fingerprint, before)),
  ];
}

function faultOf(at: string, outcome: Parsed<unknown>): Violation[] {
  return outcome.ok ? [] : [{ at, ...outcome.fault }];
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

function mergeFaults(request: SealRequest, fingerprint: string, before: SealedSecretInput): Violation[] {
  const fields = [
    ['--name', before.name, request.name],
    ['--namespace', before.namespace, request.namespace],
    ['--cluster', before.cluster, request.cluster],
    ['--scope', before.scope, request.scope],
    ['--type', before.type ?? 'Opaque', request.type],
  ] as const;
  const expected = 'what the values of the file were sealed for';
  const others = fields.flatMap(([at, old, wanted]) =>
    old === wanted ? [] : [{ at, got: `${wanted}, while the file has ${old ?? 'none'}`, expected }],
  );
  return sameFingerprint(before.certificate.fingerprint, fingerprint)
    ? others
    : [
        ...others,
        {
          at: '--cert',
          got: `the certificate ${fingerprint}, while the file has ${before.certificate.fingerprint}`,
          expected: 'the certificate that the values of the file were sealed with',
          fix: 'seal every key of the Secret anew, without --merge',
        },
      ];
}
