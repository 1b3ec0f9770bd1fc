import { defineSite } from '../../../constructs/model';

/** No more than what every site needs. */
export default defineSite({ name: 'bare', domain: 'example.internal', failureDomains: {}, networks: {}, hosts: {} });
