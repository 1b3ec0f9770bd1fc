import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** Nothing but IPv6. */
export default exampleSiteWith((site) => {
  site.networks['lan'] = { cidr: '2001:db8:0:1::/64', gateway: '2001:db8:0:1::1' };
  Object.values(site.hosts).forEach((host, index) => {
    host.address = `2001:db8:0:1::a:${index}`;
  });
  const home = site.clusters['home']!;
  Object.assign(home, {
    controlPlaneAddress: '2001:db8:0:1::c',
    podCidr: '2001:db8:0:100::/56',
    serviceCidr: '2001:db8:0:200::/108',
  });
  Object.values(home.nodes).forEach((node, index) => {
    node.address = `2001:db8:0:1::b:${index}`;
  });
});
