import { Chart, type App } from 'cdk8s';
import type { PlacedViolation, SealedSecretInput, Violation } from '../../../constructs/model';
import { SealedSecret, type SealedSecretProps } from '../../../constructs/secrets';
import { EXAMPLE_SITE } from '../../../guardrails/engine/example-site';
import { SEALED_VALUE } from '../../../guardrails/engine/sealed-example';
import { renderBundle } from '../../../synth/render/bundle';
import { parseUtcTime } from '../../../constructs/model/utc-time';
import { certificateFaults } from '../../../cli/seal/certificate';
import { requestFaults, type SealRequest } from '../../../cli/seal/request';
import type { Applier } from './applier';

/** Rules that SealedSecret and `rackproof seal` apply. */
export const SECRETS_APPLIERS: readonly [string, Applier][] = [
  ['SealedSecret', buildSealedSecret],
  ['SealedSecret with certificates', buildWithCertificates],
  ['the certificate of rackproof seal', judgeCertificate],
  ['the request of rackproof seal', judgeRequest],
];

function buildSealedSecret(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const { encryptedData } = input as { encryptedData: Record<string, string> };
  return built({ encryptedData });
}

function buildWithCertificates(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const { fingerprint, certificates } = input as { fingerprint?: string; certificates?: string[] };
  return built({
    encryptedData: { password: SEALED_VALUE },
    ...(fingerprint === undefined ? {} : { certificate: { fingerprint, notAfter: '2036-01-01' } }),
    ...(certificates === undefined ? {} : { certificates }),
  });
}

function built(props: Omit<SealedSecretProps, 'namespace'>): readonly PlacedViolation[] {
  const build = (root: App): void => {
    new SealedSecret(new Chart(root, 'row'), 'admin', { namespace: 'apps', ...props });
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'row', build }], stacks: () => [] }).violations;
}

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
