import { KubeVip, LoadBalancer } from '../../constructs/ingress';
import { findings, manifest, render } from './fixture';

describe('LoadBalancer', () => {
  const bundle = render((chart, place) => {
    new LoadBalancer(chart, 'addresses', { ...place, addresses: ['192.0.2.200-192.0.2.220'] });
  });

  it('renders a pool, and its announcement by name', () => {
    expect(manifest(bundle, 'IPAddressPool')).toMatchObject({
      metadata: { name: 'default', namespace: 'metallb-system' },
      spec: { addresses: ['192.0.2.200-192.0.2.220'], autoAssign: true },
    });
    expect(manifest(bundle, 'L2Advertisement')).toMatchObject({
      metadata: { name: 'default', namespace: 'metallb-system' },
      spec: { ipAddressPools: ['default'] },
    });
  });

  it('keeps every rule', () => {
    expect(findings(bundle)).toEqual([]);
  });

  it('takes a name, interfaces, and addresses that are only given to those who ask', () => {
    const named = render((chart, place) => {
      const { name } = new LoadBalancer(chart, 'addresses', {
        ...place,
        addresses: ['192.0.2.192/28'],
        name: 'guests',
        autoAssign: false,
        interfaces: ['eth0'],
      });
      expect(name).toBe('guests');
    });
    expect(manifest(named, 'IPAddressPool')['spec']).toMatchObject({ autoAssign: false });
    expect(manifest(named, 'L2Advertisement')['spec']).toEqual({ ipAddressPools: ['guests'], interfaces: ['eth0'] });
  });

  it('declares what MetalLB needs', () => {
    const flows = bundle.flows.map(({ value: { from, to, ports } }) => [from.kind, to.kind, ports[0]?.port]);
    expect(flows).toContainEqual(['apiServer', 'pods', 9443]);
    expect(flows).toContainEqual(['nodes', 'nodes', 7946]);
  });
});

describe('KubeVip', () => {
  const bundle = render((chart, { cluster }) => {
    new KubeVip(chart, 'kube-vip', { cluster, interface: 'eth0' });
  });
  const { template, updateStrategy } = manifest(bundle, 'DaemonSet')['spec'] as {
    template: { spec: { containers: [Record<string, unknown>] } & Record<string, unknown> };
    updateStrategy: unknown;
  };
  const [container] = template.spec.containers;
  const env = new Map((container['env'] as { name: string; value?: string }[]).map(({ name, value }) => [name, value]));

  it('carries the address of the control plane, and nothing else', () => {
    expect(Object.fromEntries(env)).toMatchObject({
      address: '192.0.2.100',
      port: '6443',
      vip_interface: 'eth0',
      vip_subnet: '32',
      vip_arp: 'true',
      cp_enable: 'true',
      svc_enable: 'false',
      vip_leaderelection: 'true',
      vip_leasename: 'plndr-cp-lock',
      prometheus_server: '127.0.0.1:2112',
    });
  });

  it('asks the API server of its own node, under a name of the certificate', () => {
    expect(env.get('KUBERNETES_SERVICE_HOST')).toBe('kubernetes');
    expect(env.get('KUBERNETES_SERVICE_PORT')).toBe('6443');
    expect(template.spec['hostAliases']).toEqual([{ ip: '127.0.0.1', hostnames: ['kubernetes'] }]);
  });

  it('runs on control-plane nodes, one of them at a time being replaced', () => {
    expect(JSON.stringify(template.spec['affinity'])).toContain('node-role.kubernetes.io/control-plane');
    expect(template.spec).toMatchObject({ hostNetwork: true, priorityClassName: 'system-node-critical' });
    expect(updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } });
  });

  it('has the image that is pinned, equal resources, and two capabilities', () => {
    expect(container).toMatchObject({
      image: 'ghcr.io/kube-vip/kube-vip:v1.2.3',
      resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '100m', memory: '64Mi' } },
      securityContext: { capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] } },
    });
  });

  it('may read and write its own lease, and no object of the whole cluster', () => {
    expect(manifest(bundle, 'Role')['rules']).toEqual([
      { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
      {
        apiGroups: ['coordination.k8s.io'],
        resources: ['leases'],
        resourceNames: ['plndr-cp-lock'],
        verbs: ['get', 'update'],
      },
    ]);
    expect(bundle.objects.map(({ manifest: { kind } }) => kind)).not.toContain('ClusterRole');
    expect(manifest(bundle, 'RoleBinding')).toMatchObject({
      roleRef: { kind: 'Role', name: 'kube-vip' },
      subjects: [{ kind: 'ServiceAccount', name: 'kube-vip', namespace: 'kube-system' }],
    });
  });

  it('keeps every rule', () => {
    expect(findings(bundle)).toEqual([]);
  });
});
