export { Certificate, type CertificateProps } from './certificate';
export type { IssuerReference } from './issuer-reference';
export { SelfSignedAuthority, type SelfSignedAuthorityProps } from './self-signed-authority';
