export { SealedSecret, type SealedSecretProps } from './sealed-secret';
