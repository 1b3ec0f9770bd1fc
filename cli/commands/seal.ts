import type { Finding, SealedSecretInput, Violation } from '../../constructs/model';
import { count } from '../../constructs/model/text';
import { complete } from '../../guardrails/engine/check';
import { RULES } from '../../guardrails/registry';
import { EXIT } from '../fault';
import type { Output } from '../output';
import { certificateFaults, readCertificate, utc, type Certificate } from '../seal/certificate';
import { sourcesOf, targetOf, timeOf, type SealOptions, type Target, type ValueSource } from '../seal/options';
import { readBytes, readInput, readSealed, type Input } from '../seal/read';
import { requestFaults } from '../seal/request';
import { sealValue } from '../seal/seal-value';
import { findingsText } from '../text/findings';

/** `rackproof seal`: values from files and stdin, sealed for a cluster, as one JSON document. */
export async function seal(options: SealOptions, output: Output, input: Input = process.stdin): Promise<number> {
  const now = timeOf(options);
  const sources = sourcesOf(options);
  const before = options.merge === undefined ? undefined : readSealed(options.merge);
  const target = targetOf(options, before);
  const certificate = readCertificate(readBytes(options.cert, '--cert').toString('utf8'));
  if (!certificate.ok) {
    return refuse(findings('secrets/sealing-certificate', [{ at: '--cert', ...certificate.fault }]), options, output);
  }
  const values = await valuesOf(sources, input);
  const bytes = new Map([...values].map(([key, value]) => [key, value.length]));
  const found = [
    ...findings('secrets/sealing-certificate', certificateFaults(certificate.value, now)),
    ...findings('secrets/sealing-request', requestFaults({ ...target, bytes }, certificate.value.fingerprint, before)),
  ];
  if (found.length > 0) {
    return refuse(found, options, output);
  }
  output.json(sealed({ target, certificate: certificate.value, values, before }));
  output.note(summary(target, certificate.value, values));
  return EXIT.ok;
}

async function valuesOf(sources: readonly ValueSource[], input: Input): Promise<ReadonlyMap<string, Buffer>> {
  const values = new Map<string, Buffer>();
  for (const [index, { key, path }] of sources.entries()) {
    values.set(key, path === undefined ? await readInput(input) : readBytes(path, `--from-file number ${index + 1}`));
  }
  return values;
}

function findings(rule: string, violations: readonly Violation[]): Finding[] {
  return violations.map((violation) => complete({ rule, where: 'rackproof seal', object: '', violation }, RULES));
}

function refuse(found: readonly Finding[], { json }: SealOptions, output: Output): number {
  if (json) {
    output.json({ findings: found });
  }
  output.note(findingsText(found, output.style));
  return EXIT.findings;
}

interface Sealing {
  readonly target: Target;
  readonly certificate: Certificate;
  readonly values: ReadonlyMap<string, Buffer>;
  readonly before: SealedSecretInput | undefined;
}

function sealed({ target, certificate, values, before }: Sealing): SealedSecretInput {
  const { name, cluster, namespace, scope, type } = target;
  const { fingerprint, notAfter, publicKey } = certificate;
  const added = [...values].map(([key, value]) => [key, sealValue(value, publicKey, target)] as const);
  return {
    name,
    cluster,
    namespace,
    scope,
    certificate: { fingerprint, notAfter: utc(notAfter) },
    type,
    encryptedData: Object.fromEntries([...Object.entries(before?.encryptedData ?? {}), ...added]),
  };
}

const LINE_FEED = 0x0a;

function summary(target: Target, { notAfter }: Certificate, values: ReadonlyMap<string, Buffer>): string {
  const { name, cluster, namespace, scope } = target;
  const ended = [...values].filter(([, value]) => value.at(-1) === LINE_FEED).map(([key]) => key);
  return [
    `sealed ${count(values.size, 'value')} for the Secret ${namespace}/${name} of ${cluster}, ${scope}; the certificate holds until ${utc(notAfter)}`,
    ...(ended.length === 0 ? [] : [`sealed with the line feed that the value ends with: ${ended.join(', ')}`]),
  ].join('\n');
}
