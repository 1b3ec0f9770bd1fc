import { Construct } from 'constructs';
import type { Certificate as CertificateObject, CertificateSpec } from '../../imports/cert-manager.io/v1';
import { kubeObject } from '../core/kube-object';
import { SpecError } from '../model';
import { dnsNameFault } from './derived';
import type { IssuerReference } from './issuer-reference';
import { lifetimeFault, lifetimeFields } from './lifetime';

/** Settings of a {@link Certificate}. */
export interface CertificateProps {
  readonly namespace: string;
  /** Who signs it: `authority.issuer`, or an issuer by kind and name. */
  readonly issuer: IssuerReference;
  /** Names that clients know the server by, one or more: `db.home.arpa`, `*.apps.home.arpa`. */
  readonly dnsNames: readonly [string, ...string[]];
  /**
   * Name of the Certificate.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Name of the Secret with `tls.crt` and `tls.key`, and `ca.crt` where the issuer hands it out.
   *
   * @default - the name of the Certificate
   */
  readonly secretName?: string;
  /**
   * Days that it lives. A public authority decides that itself.
   *
   * @default 90
   */
  readonly durationDays?: number;
  /**
   * Days before its end on which it is renewed.
   *
   * @default - a third of its life, rounded down, 1 at least
   */
  readonly renewBeforeDays?: number;
  /**
   * What the key may be used for.
   *
   * @default - those of a server: digital signature, key encipherment
   */
  readonly usages?: CertificateSpec['usages'];
  /**
   * Labels of the Secret.
   *
   * @default - none
   */
  readonly secretLabels?: Readonly<Record<string, string>>;
}

/**
 * Defines a certificate for servers, with an ECDSA key that is new at each renewal.
 *
 * @throws SpecError `certificates/certificate` if a name is no name in DNS, or the times do not fit.
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export class Certificate extends Construct {
  /** Name of the Certificate. */
  public readonly name: string;
  /** Name of the Secret, for pods and Ingresses of the namespace. */
  public readonly secretName: string;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    const { name = id, secretName = name, namespace, issuer, dnsNames, usages, secretLabels } = props;
    const { durationDays = 90 } = props;
    const { renewBeforeDays = Math.max(1, Math.floor(durationDays / 3)) } = props;
    this.name = name;
    this.secretName = secretName;
    this.judge(dnsNames);
    const lifetime = { durationDays, renewBeforeDays };
    this.refuse(lifetimeFault(lifetime));
    kubeObject<CertificateObject>(this, 'Resource', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name, namespace },
      spec: {
        secretName,
        issuerRef: { group: 'cert-manager.io', kind: issuer.kind, name: issuer.name },
        dnsNames: [...dnsNames],
        ...lifetimeFields(lifetime),
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        ...(usages === undefined ? {} : { usages: [...usages] }),
        ...(secretLabels === undefined ? {} : { secretTemplate: { labels: secretLabels } }),
      },
    });
  }

  private judge(dnsNames: readonly string[]): void {
    if (dnsNames.length === 0) {
      this.refuse({ at: 'props.dnsNames', got: 'an empty list', expected: 'one or more names' });
    }
    dnsNames.forEach((name, index) => {
      const fault = dnsNameFault(name);
      this.refuse(fault === undefined ? undefined : { at: `props.dnsNames[${index}]`, ...fault });
    });
  }

  private refuse(fault: ReturnType<typeof lifetimeFault>): void {
    if (fault !== undefined) {
      throw new SpecError(this, 'certificates/certificate', fault);
    }
  }
}
