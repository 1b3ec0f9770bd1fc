/** The site that every entry renders: `rackproof`, `cdk8s synth` and `pulumi up`. Yours is in another file? Change this line. */
export { default } from './homelab';
