/** An issuer of cert-manager. The kind is never left out: left out, it means `Issuer`. */
export interface IssuerReference {
  /** A ClusterIssuer serves every namespace, an Issuer its own. */
  readonly kind: 'ClusterIssuer' | 'Issuer';
  readonly name: string;
}
