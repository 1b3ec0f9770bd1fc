// Written by `npm run registry` from the files below guardrails/: add a file there, not a line here.
import type { Rule } from './rule';
import renderPartFailed from './render/part-failed';
import siteAddress from './site/address';
import siteAddressOutsideNetwork from './site/address-outside-network';
import siteCidr from './site/cidr';
import siteDuplicateAddress from './site/duplicate-address';
import siteDuplicateVmId from './site/duplicate-vm-id';
import siteFailureDomains from './site/failure-domains';
import siteGateway from './site/gateway';
import siteOverlappingCidrs from './site/overlapping-cidrs';
import sitePort from './site/port';
import siteQuantity from './site/quantity';
import siteReservedAddress from './site/reserved-address';
import siteShape from './site/shape';
import siteUnknownReference from './site/unknown-reference';
import siteUnknownS3Flavour from './site/unknown-s3-flavour';
import siteUnmaintainedS3Server from './site/unmaintained-s3-server';
import siteUnused from './site/unused';
import siteVlan from './site/vlan';
import siteVmId from './site/vm-id';
import siteWrongRole from './site/wrong-role';
import structureApiVersion from './structure/api-version';
import structureIdentity from './structure/identity';
import structurePlaintextSecret from './structure/plaintext-secret';
import structureReference from './structure/reference';
import structureSchema from './structure/schema';

/** Every rule by its id, in code-point order. */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['render/part-failed', renderPartFailed],
  ['site/address', siteAddress],
  ['site/address-outside-network', siteAddressOutsideNetwork],
  ['site/cidr', siteCidr],
  ['site/duplicate-address', siteDuplicateAddress],
  ['site/duplicate-vm-id', siteDuplicateVmId],
  ['site/failure-domains', siteFailureDomains],
  ['site/gateway', siteGateway],
  ['site/overlapping-cidrs', siteOverlappingCidrs],
  ['site/port', sitePort],
  ['site/quantity', siteQuantity],
  ['site/reserved-address', siteReservedAddress],
  ['site/shape', siteShape],
  ['site/unknown-reference', siteUnknownReference],
  ['site/unknown-s3-flavour', siteUnknownS3Flavour],
  ['site/unmaintained-s3-server', siteUnmaintainedS3Server],
  ['site/unused', siteUnused],
  ['site/vlan', siteVlan],
  ['site/vm-id', siteVmId],
  ['site/wrong-role', siteWrongRole],
  ['structure/api-version', structureApiVersion],
  ['structure/identity', structureIdentity],
  ['structure/plaintext-secret', structurePlaintextSecret],
  ['structure/reference', structureReference],
  ['structure/schema', structureSchema],
]);
