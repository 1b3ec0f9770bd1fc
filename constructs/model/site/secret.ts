import { valuesOf, type Keyed } from './keyed';

/**
 * Where a sealed value opens: `strict` in the Secret that it was sealed for, `namespace-wide` in any Secret of the namespace,
 * `cluster-wide` in any Secret of the cluster.
 */
export type SealingScope = 'strict' | 'namespace-wide' | 'cluster-wide';

/** The certificate of a sealed-secrets controller that values were sealed with. */
export interface SealingCertificate {
  /** SHA-256 fingerprint: 32 pairs of hex digits with colons. */
  readonly fingerprint: string;
  /** End of its validity, in UTC: `2036-11-23T17:44:06Z`. What was sealed before opens after it. */
  readonly notAfter: string;
}

/** A Secret whose values are sealed for a cluster, as `rackproof seal` prints it. */
export interface SealedSecretInput<C extends string = string> {
  /**
   * Name of the Secret. With the scope `strict` its values open under no other name.
   *
   * @default - the key
   */
  readonly name?: string;
  /** Key of the cluster. */
  readonly cluster: C;
  /** Namespace of the Secret. Unless the scope is `cluster-wide` its values open in no other namespace. */
  readonly namespace: string;
  /** Where its values open. */
  readonly scope: SealingScope;
  /** What its values were sealed with. */
  readonly certificate: SealingCertificate;
  /**
   * Type of the Secret.
   *
   * @default 'Opaque'
   */
  readonly type?: string;
  /** Sealed values by their keys in the Secret, one or more. */
  readonly encryptedData: Readonly<Record<string, string>>;
}

/** A {@link SealedSecretInput} in a JSON file, of which the compiler knows no more than that its texts are texts. */
export interface SealedSecretFile extends Omit<SealedSecretInput, 'scope'> {
  readonly scope: string;
}

/**
 * A file of `rackproof seal` as a member of the site. Its cluster and its scope are judged by the rules of the site: the
 * compiler cannot see them.
 *
 * @example secrets: { 'grafana-admin': sealedSecret(grafanaAdmin) }
 */
export function sealedSecret(file: SealedSecretFile): SealedSecretInput<never> {
  return file as SealedSecretInput<never>;
}

/** A sealed Secret with every default in place. */
export interface SiteSecret extends SealedSecretInput {
  /** Key in the site. */
  readonly key: string;
  readonly name: string;
  readonly type: string;
}

/** Sealed Secrets with every default in place, in the order in which they were written. */
export function siteSecretsOf(secrets: Keyed<SealedSecretInput> | undefined): readonly SiteSecret[] {
  return valuesOf(secrets, (secret, key) => ({ name: key, type: 'Opaque', ...secret, key }));
}
