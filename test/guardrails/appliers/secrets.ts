import type { PlacedViolation, SealedSecretInput, Violation } from '../../../constructs/model';
import { parseUtcTime } from '../../../constructs/model/utc-time';
import { certificateFaults } from '../../../cli/seal/certificate';
import { requestFaults, type SealRequest } from '../../../cli/seal/request';
import type { Applier } from './applier';

/** Rules that `rackproof seal` applies. */
export const SECRETS_APPLIERS: readonly [string, Applier][] = [
  ['the certificate of rackproof seal', judgeCertificate],
  ['the request of rackproof seal', judgeRequest],
];

function judgeCertificate(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const { from, until, at, ...facts } = input as {
    keyType: string;
    modulusBits: number;
    from: string;
    until: string;
    at: string;
  };
  const certificate = { ...facts, notBefore: timeOf(from), notAfter: timeOf(until) };
  return placed('secrets/sealing-certificate', certificateFaults(certificate, timeOf(at)));
}

function judgeRequest(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const { bytes, fingerprint, before, ...request } = input as unknown as Omit<SealRequest, 'bytes'> & {
    bytes: Record<string, number>;
    fingerprint: string;
    before?: SealedSecretInput;
  };
  const sizes = new Map(Object.entries(bytes));
  return placed('secrets/sealing-request', requestFaults({ ...request, bytes: sizes }, fingerprint, before));
}

function timeOf(text: string): number {
  const outcome = parseUtcTime(text);
  return outcome.ok ? outcome.value : NaN;
}

function placed(rule: string, violations: readonly Violation[]): readonly PlacedViolation[] {
  return violations.map((violation) => ({ rule, where: 'rackproof seal', object: '', violation }));
}
