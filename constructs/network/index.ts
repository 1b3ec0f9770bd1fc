export type { AddressFamily } from './derived';
export { ExternalHost, type ExternalHostProps } from './external-host';
