import type { Manifest } from '../../../model';
import type { DerivedObject } from '../../../model/derived-object';
import { recordOf, textOf } from '../../../model/foreign';
import {
  container,
  governingService,
  reloaders,
  replicasOf,
  secret,
  statefulSet,
  tcp,
  type Resources,
} from '../workload/derived';

const PORT = 9093;

/** Port on which the replicas tell each other what was sent, over TCP and UDP. */
const MESH_PORT = 9094;

const SOURCE = 'pkg/alertmanager/statefulset.go';

/**
 * What the operator creates for an Alertmanager.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/alertmanager/statefulset.go
 */
export function alertmanagerObjects(owner: Manifest, reloader: Resources): readonly DerivedObject[] {
  const spec = recordOf(owner['spec']);
  const { namespace } = owner.metadata;
  const name = `alertmanager-${owner.metadata.name}`;
  return [
    workload(owner, name, reloader),
    ...(textOf(spec['serviceName']) === undefined ? [operated(owner)] : []),
    secret(namespace, `${name}-generated`, ['alertmanager.yaml.gz'], SOURCE),
    secret(namespace, `${name}-web-config`, ['web-config.yaml'], 'pkg/webconfig/config.go'),
    secret(
      namespace,
      `${name}-cluster-tls-config`,
      ['cluster-tls-config.yaml'],
      'pkg/alertmanager/clustertlsconfig/config.go',
    ),
    { kind: 'Secret', namespace, name: `${name}-tls-assets-0`, source: 'pkg/operator/sharded_secret.go' },
  ];
}

function workload(owner: Manifest, name: string, reloader: Resources): DerivedObject {
  const spec = recordOf(owner['spec']);
  const instance = owner.metadata.name;
  const local = spec['listenLocal'] === true;
  const { init, beside } = reloaders(reloader, local);
  const mesh = [
    { name: 'mesh-tcp', containerPort: MESH_PORT, protocol: 'TCP' },
    { name: 'mesh-udp', containerPort: MESH_PORT, protocol: 'UDP' },
  ];
  const ports = local ? mesh : [tcp(portName(spec), PORT), ...mesh];
  return statefulSet({
    owner,
    name,
    replicas: replicasOf(spec, 0),
    serviceName: textOf(spec['serviceName']) ?? 'alertmanager-operated',
    selector: {
      'app.kubernetes.io/managed-by': 'prometheus-operator',
      'app.kubernetes.io/name': 'alertmanager',
      'app.kubernetes.io/instance': instance,
      alertmanager: instance,
    },
    initContainers: [init],
    containers: [container('alertmanager', ports, resourcesOf(spec)), beside],
    secrets: {
      'config-volume': `${name}-generated`,
      'web-config': `${name}-web-config`,
      'cluster-tls-config': `${name}-cluster-tls-config`,
    },
    data: `${name}-db`,
    source: SOURCE,
  });
}

/** The operator adds a request for memory where there is none. */
function resourcesOf(spec: Readonly<Record<string, unknown>>): Resources {
  const given = recordOf(spec['resources']);
  return { ...given, requests: { memory: '200Mi', ...recordOf(given['requests']) } };
}

function operated(owner: Manifest): DerivedObject {
  const name = portName(recordOf(owner['spec']));
  return governingService(owner, 'alertmanager-operated', 'alertmanager', [
    { name, port: PORT, targetPort: name, protocol: 'TCP' },
    { name: 'tcp-mesh', port: MESH_PORT, targetPort: 'mesh-tcp', protocol: 'TCP' },
    { name: 'udp-mesh', port: MESH_PORT, targetPort: 'mesh-udp', protocol: 'UDP' },
  ]);
}

function portName(spec: Readonly<Record<string, unknown>>): string {
  return textOf(spec['portName']) ?? 'web';
}
