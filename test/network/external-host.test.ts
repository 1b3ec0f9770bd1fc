import { Chart, type App } from 'cdk8s';
import { ExternalHost, type ExternalHostProps } from '../../constructs/network';
import { endpointAddress } from '../../constructs/network/derived';
import { resolve, type Bundle } from '../../constructs/model';
import { checkBundle } from '../../guardrails/engine/check';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { RULES } from '../../guardrails/registry';
import { renderBundle } from '../../synth/render/bundle';

const SITE = resolve(EXAMPLE_SITE);

function render(props: Partial<ExternalHostProps> = {}, use: (host: ExternalHost) => void = () => undefined): Bundle {
  const build = (app: App): void => {
    const cluster = SITE.cluster('home');
    const ports = [{ name: 'https', port: 8007, protocol: 'TCP' }] as const;
    const given = { site: SITE, cluster, host: 'pbs', namespace: 'site-hosts', ports, ...props };
    use(new ExternalHost(new Chart(app, 'hosts'), 'pbs', given));
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'hosts', build }], stacks: () => [] });
}

function manifest(bundle: Bundle, kind: string): Readonly<Record<string, unknown>> | undefined {
  return bundle.objects.find((object) => object.manifest.kind === kind)?.manifest;
}

describe('ExternalHost', () => {
  it('renders a Service without selector, and an EndpointSlice with the address of the site', () => {
    const bundle = render();
    expect(manifest(bundle, 'Service')?.['spec']).toEqual({
      type: 'ClusterIP',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ name: 'https', port: 8007, protocol: 'TCP', targetPort: 8007 }],
    });
    expect(manifest(bundle, 'EndpointSlice')).toMatchObject({
      metadata: {
        name: 'pbs-ipv4',
        namespace: 'site-hosts',
        labels: { 'kubernetes.io/service-name': 'pbs', 'endpointslice.kubernetes.io/managed-by': 'rackproof' },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.20'], conditions: { ready: true } }],
      ports: [{ name: 'https', port: 8007, protocol: 'TCP' }],
    });
  });

  it('follows the name that it is given', () => {
    const bundle = render({ name: 'backup' }, (host) => {
      expect(host.hostname).toBe('backup.site-hosts.svc');
    });
    expect(manifest(bundle, 'Service')?.['metadata']).toMatchObject({ name: 'backup' });
    expect(manifest(bundle, 'EndpointSlice')?.['metadata']).toMatchObject({
      name: 'backup-ipv4',
      labels: { 'kubernetes.io/service-name': 'backup' },
    });
  });

  it('keeps every rule', () => {
    const { findings } = checkBundle(render(), RULES);
    const own = findings.filter(({ where, path }) => where.startsWith('home/') && path !== 'metadata.namespace');
    expect(own).toEqual([]);
  });

  it('declares who needs the machine', () => {
    const from = { kind: 'pods', namespace: 'backup' } as const;
    const { flows } = render({}, (host) => {
      host.allowFrom(from, 'backups are not written');
    });
    expect(flows.map(({ value }) => value)).toEqual([
      {
        cluster: 'home',
        from,
        to: { kind: 'host', host: 'pbs' },
        ports: [{ name: 'https', port: 8007, protocol: 'TCP' }],
        why: 'backups are not written',
      },
    ]);
  });

  it('fails: a host that the site does not have', () => {
    expect(render({ host: 'pbs2' }).violations).toMatchObject([{ rule: 'site/unknown-reference' }]);
  });
});

describe('endpointAddress', () => {
  it.each([
    ['192.0.2.20', '10.96.0.0/12', 'IPv4'],
    ['10.112.0.1', '10.96.0.0/12', 'IPv4'],
    ['2001:db8::20', 'fd00:96::/112', 'IPv6'],
    ['192.0.2.20', undefined, 'IPv4'],
    ['192.0.2.20', 'no range at all', 'IPv4'],
  ])('takes %s beside Services in %s', (address, serviceCidr, family) => {
    expect(endpointAddress(address, serviceCidr)).toEqual({ ok: true, value: family });
  });

  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['fe80::1', 'link-local'],
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['10.96.0.0', 'Service range'],
    ['10.111.255.255', 'Service range'],
    ['2001:db8::20', 'IPv6'],
    ['fe80::1%eth0', 'zone'],
    ['::ffff:192.0.2.20', 'mapped'],
    ['192.0.2.020', 'leading zero'],
    ['pbs.home.example', 'pbs.home.example'],
    ['192.0.2.20/24', '192.0.2.20/24'],
    ['', 'empty'],
  ])('fails: %s (%s)', (address, got) => {
    const outcome = endpointAddress(address, '10.96.0.0/12');
    expect(outcome.ok ? 'accepted' : outcome.fault.got).toContain(got);
  });
});
