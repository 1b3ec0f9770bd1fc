import type { Manifest } from '../../../model';
import type { DerivedObject } from '../../../model/derived-object';
import { isRecord, recordOf, textOf } from '../../../model/foreign';
import {
  container,
  governingService,
  reloaders,
  replicasOf,
  secret,
  statefulSet,
  tcp,
  type GoverningPort,
  type Resources,
} from '../workload/derived';

const PORT = 9090;

/** More shards than any Prometheus has: a typing error must not fill the memory. */
const MOST_SHARDS = 100;

const SOURCE = 'pkg/prometheus/server/statefulset.go';

/**
 * What the operator creates for a Prometheus.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/prometheus/server/statefulset.go
 */
export function prometheusObjects(owner: Manifest, reloader: Resources): readonly DerivedObject[] {
  const spec = recordOf(owner['spec']);
  const { namespace } = owner.metadata;
  const name = `prometheus-${owner.metadata.name}`;
  const shards = typeof spec['shards'] === 'number' ? Math.min(Math.max(1, spec['shards']), MOST_SHARDS) : 1;
  return [
    ...Array.from({ length: shards }, (_, shard) => shardOf(owner, name, shard, reloader)),
    ...(textOf(spec['serviceName']) === undefined ? [operated(owner)] : []),
    secret(namespace, name, ['prometheus.yaml.gz'], 'pkg/prometheus/server/operator.go'),
    secret(namespace, `${name}-web-config`, ['web-config.yaml'], 'pkg/webconfig/config.go'),
    { kind: 'Secret', namespace, name: `${name}-tls-assets-0`, source: 'pkg/operator/sharded_secret.go' },
    { kind: 'ConfigMap', namespace, name: `${name}-rulefiles-0`, source: 'pkg/operator/rules.go' },
  ];
}

function shardOf(owner: Manifest, name: string, shard: number, reloader: Resources): DerivedObject {
  const spec = recordOf(owner['spec']);
  const instance = owner.metadata.name;
  const local = spec['listenLocal'] === true;
  // A reloader that sends signals is not asked over the network by Prometheus itself, and listens as ever.
  const { init, beside } = reloaders(reloader, local && spec['reloadStrategy'] !== 'ProcessSignal');
  const ports = local ? [] : [tcp(portName(spec), PORT)];
  return statefulSet({
    owner,
    name: shard === 0 ? name : `${name}-shard-${shard}`,
    replicas: replicasOf(spec, 1),
    serviceName: textOf(spec['serviceName']) ?? 'prometheus-operated',
    selector: {
      'app.kubernetes.io/managed-by': 'prometheus-operator',
      'app.kubernetes.io/name': 'prometheus',
      'app.kubernetes.io/instance': instance,
      'operator.prometheus.io/name': instance,
      'operator.prometheus.io/shard': String(shard),
      prometheus: instance,
    },
    initContainers: [init],
    containers: [container('prometheus', ports, spec['resources']), beside, ...thanos(spec['thanos'])],
    secrets: { config: name, 'web-config': `${name}-web-config` },
    data: `${name}-db`,
    source: SOURCE,
  });
}

function thanos(value: unknown) {
  return isRecord(value)
    ? [container('thanos-sidecar', [tcp('http', 10902), tcp('grpc', 10901)], value['resources'])]
    : [];
}

function operated(owner: Manifest): DerivedObject {
  const spec = recordOf(owner['spec']);
  const web: GoverningPort = { name: portName(spec), port: PORT, targetPort: portName(spec), protocol: 'TCP' };
  const grpc: GoverningPort = { name: 'grpc', port: 10901, targetPort: 'grpc', protocol: 'TCP' };
  const ports = isRecord(spec['thanos']) ? [web, grpc] : [web];
  return governingService(owner, 'prometheus-operated', 'prometheus', ports);
}

function portName(spec: Readonly<Record<string, unknown>>): string {
  return textOf(spec['portName']) ?? 'web';
}
