import { Chart, type App } from 'cdk8s';
import { Certificate, SelfSignedAuthority, type CertificateProps } from '../../../constructs/certificates';
import type { PlacedViolation } from '../../../constructs/model';
import { EXAMPLE_SITE } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';

/** Rules that the constructs of certificates apply. */
export const CERTIFICATES_APPLIERS: readonly [string, Applier][] = [
  ['Certificate', buildCertificate],
  ['SelfSignedAuthority', buildAuthority],
];

function buildCertificate(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const given = input as unknown as Pick<CertificateProps, 'dnsNames'>;
  return violationsOf((chart) => {
    new Certificate(chart, 'wiki', {
      namespace: 'wiki',
      issuer: { kind: 'ClusterIssuer', name: 'internal' },
      ...given,
    });
  });
}

function buildAuthority(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  return violationsOf((chart) => {
    new SelfSignedAuthority(chart, 'authority', input);
  });
}

function violationsOf(use: (chart: Chart) => void): readonly PlacedViolation[] {
  const build = (root: App): void => {
    use(new Chart(root, 'row'));
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'row', build }], stacks: () => [] }).violations;
}
