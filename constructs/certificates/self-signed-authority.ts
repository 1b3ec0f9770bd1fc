import { Construct } from 'constructs';
import type { Certificate, ClusterIssuer, Issuer } from '../../imports/cert-manager.io/v1';
import { kubeObject } from '../core/kube-object';
import { NEVER_PRUNED } from '../core/protection';
import { SpecError } from '../model';
import { CLUSTER_RESOURCE_NAMESPACE, LONGEST_COMMON_NAME } from './derived';
import type { IssuerReference } from './issuer-reference';
import { lifetimeFault, lifetimeFields, type Lifetime } from './lifetime';

/** Settings of a {@link SelfSignedAuthority}. */
export interface SelfSignedAuthorityProps {
  /**
   * Name of the ClusterIssuer; the Certificate of the authority and its Secret end in `-ca`.
   *
   * @default 'internal'
   */
  readonly name?: string;
  /**
   * Name of the authority in its certificate, for people: 64 characters at most.
   *
   * @default - the name of the ClusterIssuer, and `authority`
   */
  readonly commonName?: string;
  /**
   * Days that the authority lives.
   *
   * @default 3650
   */
  readonly durationDays?: number;
  /**
   * Days before its end on which the authority gets a new key. What it signed before stays valid until its own end, so give
   * it more days than any of its certificates lives.
   *
   * @default 365
   */
  readonly renewBeforeDays?: number;
}

/**
 * Defines a certificate authority of the cluster's own: an issuer that signs with the key which it certifies, the certificate
 * of the authority, and a ClusterIssuer that signs with it.
 *
 * Certificate and Secret are in the namespace of cert-manager, where ClusterIssuers look for their Secrets. Its key exists in
 * the cluster alone; Argo CD never deletes the Certificate. Clients trust `ca.crt` of any Secret that it signed.
 *
 * @throws SpecError `certificates/self-signed-authority` if the times do not fit, or the common name is empty or too long.
 * @see https://cert-manager.io/docs/configuration/selfsigned/#bootstrapping-ca-issuers
 */
export class SelfSignedAuthority extends Construct {
  /** The issuer, for certificates of any namespace. */
  public readonly issuer: IssuerReference;
  /** Name of the Secret with the authority's own key, in the namespace of cert-manager. */
  public readonly secretName: string;

  constructor(scope: Construct, id: string, props: SelfSignedAuthorityProps = {}) {
    super(scope, id);
    const { name = 'internal', commonName = `${name} authority`, durationDays = 3650, renewBeforeDays = 365 } = props;
    this.issuer = { kind: 'ClusterIssuer', name };
    this.secretName = `${name}-ca`;
    const lifetime = { durationDays, renewBeforeDays };
    this.judge(commonName, lifetime);
    this.bootstrap(commonName, lifetime);
    kubeObject<ClusterIssuer>(this, 'Issuer', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      // Argo CD takes it for degraded, and its sync for failed, until the Secret of the authority is there.
      metadata: { name, annotations: { 'argocd.argoproj.io/sync-wave': '1' } },
      spec: { ca: { secretName: this.secretName } },
    });
  }

  private judge(commonName: string, lifetime: Lifetime): void {
    const times = lifetimeFault(lifetime);
    const length = commonName.length;
    const fault =
      times ??
      (length > 0 && length <= LONGEST_COMMON_NAME
        ? undefined
        : { at: 'props.commonName', got: `${length} characters`, expected: `1 to ${LONGEST_COMMON_NAME} characters` });
    if (fault !== undefined) {
      throw new SpecError(this, 'certificates/self-signed-authority', fault);
    }
  }

  /** An Issuer of one namespace: nobody else gets certificates that sign themselves. */
  private bootstrap(commonName: string, lifetime: Lifetime): void {
    const namespace = CLUSTER_RESOURCE_NAMESPACE;
    const bootstrap = `${this.issuer.name}-bootstrap`;
    kubeObject<Issuer>(this, 'Bootstrap', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: { name: bootstrap, namespace },
      spec: { selfSigned: {} },
    });
    kubeObject<Certificate>(this, 'Authority', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: this.secretName, namespace, annotations: NEVER_PRUNED },
      spec: {
        isCA: true,
        commonName,
        secretName: this.secretName,
        issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: bootstrap },
        ...lifetimeFields(lifetime),
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      },
    });
  }
}
