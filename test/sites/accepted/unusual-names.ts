import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** Names that look wrong and are not. */
export default exampleSiteWith((site) => {
  site.name = '0';
  site.domain = 'xn--bcher-kva.example';
  const { nas, ...others } = site.hosts;
  site.hosts = { ...others, constructor: nas! };
  site.failureDomains['Rack_C.2'] = { kind: 'rack' };
  site.hosts['s3']!.failureDomains = ['Rack_C.2'];
  site.hostServices['pbs']!.name = 'x--y';
});
