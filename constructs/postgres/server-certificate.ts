import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Certificate } from '../../imports/cert-manager.io/v1';
import type { IssuerReference } from '../certificates';
import { kubeObject } from '../core/kube-object';
import { serverCertificateName, serviceName } from './derived';
import type { PostgresPlace } from './flows';
import { serviceHosts } from './server-names/derived';

/** A certificate that instances and poolers show, from an issuer outside the operator. */
export interface ServerCertificate {
  /** Who signs it. A ClusterIssuer of the cluster's own authority is known in every namespace. */
  readonly issuer: IssuerReference;
}

/**
 * Defines the certificate of a PostgreSQL cluster's servers, for every name of its Services.
 *
 * @param moreNames what is asked for besides; called when everything is there
 * @see https://cloudnative-pg.io/documentation/current/certificates/#cert-manager-example
 */
export function addServerCertificate(
  scope: Construct,
  { name, namespace }: PostgresPlace,
  { issuer, moreNames }: ServerCertificate & { readonly moreNames: () => Iterable<string> },
): void {
  const secretName = serverCertificateName(name);
  const own = (['rw', 'ro', 'r'] as const).flatMap((role) => serviceHosts(serviceName(name, role), namespace));
  kubeObject<Certificate>(scope, 'ServerCertificate', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: secretName, namespace },
    spec: {
      secretName,
      // Else the operator goes on with the certificate that it read at its start.
      secretTemplate: { labels: { 'cnpg.io/reload': '' } },
      issuerRef: { group: 'cert-manager.io', kind: issuer.kind, name: issuer.name },
      dnsNames: Lazy.any({ produce: () => [...own, ...[...moreNames()].sort()] }) as string[],
      usages: ['digital signature', 'key encipherment', 'server auth'],
      duration: '2160h',
      renewBefore: '720h',
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  });
}
