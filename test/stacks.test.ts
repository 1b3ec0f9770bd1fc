import { defineSite, resolve, type SiteInput } from '../constructs/model';
import { EXAMPLE_SITE } from '../guardrails/engine/example-site';
import { stacks } from '../stacks';
import { renderHostStack } from '../testing';

describe('stacks of the example site', () => {
  const builders = stacks(resolve(EXAMPLE_SITE));

  it.each(builders.map((builder) => [builder.stack, builder] as const))('%s renders as reviewed', (_name, builder) => {
    expect(renderHostStack(builder.build())).toMatchSnapshot();
  });

  it('are none for a site without Proxmox VE', () => {
    const { pve: _pve, ...rest } = EXAMPLE_SITE;
    expect(stacks(resolve(defineSite(rest as SiteInput)))).toEqual([]);
  });
});
