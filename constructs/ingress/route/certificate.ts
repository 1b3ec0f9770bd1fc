import type { Construct } from 'constructs';
import type { Certificate } from '../../../imports/cert-manager.io/v1';
import { kubeObject } from '../../core/kube-object';
import type { CertificateIssuer } from './route-props';

/** A certificate for one host. */
export interface HostCertificate {
  /** Name of the Certificate and of its Secret. */
  readonly name: string;
  readonly namespace: string;
  readonly host: string;
  readonly issuer: CertificateIssuer;
}

/** Renders a Certificate for one host. */
export function hostCertificate(scope: Construct, id: string, certificate: HostCertificate): void {
  const { name, namespace, host, issuer } = certificate;
  kubeObject<Certificate>(scope, id, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace },
    spec: {
      secretName: name,
      dnsNames: [host],
      issuerRef: { group: 'cert-manager.io', kind: issuer.kind, name: issuer.name },
    },
  });
}
