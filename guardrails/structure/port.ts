import type { Manifest } from '../../constructs/model';
import { POD_KINDS } from '../engine/pods';
import { PORT_FIELDS, portViolations } from '../engine/ports';
import { defineStructureRule } from '../rule';

const deployment = (container: Readonly<Record<string, unknown>>) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'exporter', namespace: 'monitoring' },
  spec: {
    selector: { matchLabels: { app: 'exporter' } },
    template: {
      metadata: { labels: { app: 'exporter' } },
      spec: { containers: [{ name: 'exporter', image: 'ghcr.io/example/exporter:1.0.0', ...container }] },
    },
  },
});

const service = (ports: readonly unknown[]) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'exporter', namespace: 'monitoring' },
  spec: { selector: { app: 'exporter' }, ports },
});

/** Port numbers and names, wherever a kind has them. */
export default defineStructureRule<Manifest>({
  kind: [...POD_KINDS, ...PORT_FIELDS.keys()],
  severity: 'error',
  summary: 'every port is a number from 1 to 65535, and every port name one that its kind may have',
  why: 'the API server refuses the object, or a probe and a monitor look for a port that is not there',
  fix: 'correct the port',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  check: portViolations,
  valid: [
    {
      name: 'a named port, and a probe that asks it',
      objects: [
        deployment({
          ports: [{ name: 'metrics', containerPort: 9835 }],
          readinessProbe: { httpGet: { path: '/', port: 'metrics' } },
        }),
        service([{ name: 'metrics', port: 9835, targetPort: 'metrics' }]),
      ],
    },
    {
      name: 'a host port and a node port of 0, which mean none',
      objects: [deployment({ ports: [{ containerPort: 9835, hostPort: 0 }] }), service([{ port: 9835, nodePort: 0 }])],
    },
    {
      name: 'a range of a NetworkPolicy',
      objects: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'nfs', namespace: 'apps' },
          spec: { podSelector: {}, egress: [{ ports: [{ protocol: 'TCP', port: 32000, endPort: 32768 }] }] },
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'a name of more than 15 characters',
      objects: [deployment({ ports: [{ name: 'metrics-exporter-http', containerPort: 9835 }] })],
      findings: [{ at: 'spec.template.spec.containers[0].ports[0].name' }],
    },
    {
      name: 'port 0, and a second port without a name',
      objects: [service([{ name: 'http', port: 0 }, { port: 8443 }])],
      findings: [
        { at: 'spec.ports[0].port', got: '0, which means unset' },
        { at: 'spec.ports[1].name', got: 'nothing' },
      ],
    },
    {
      name: 'a probe of a port that the container does not name',
      objects: [
        deployment({
          ports: [{ name: 'http', containerPort: 8080 }],
          livenessProbe: { httpGet: { path: '/', port: 'metrics' } },
        }),
      ],
      findings: [{ at: 'spec.template.spec.containers[0].livenessProbe.httpGet.port', got: 'metrics' }],
    },
    {
      name: 'a range that ends before it starts',
      objects: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'nfs', namespace: 'apps' },
          spec: { podSelector: {}, egress: [{ ports: [{ protocol: 'TCP', port: 2049, endPort: 111 }] }] },
        },
      ],
      findings: [{ at: 'spec.egress[0].ports[0].endPort', got: '111' }],
    },
  ],
});
