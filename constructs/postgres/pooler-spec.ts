import type {
  PoolerSpec,
  PoolerSpecTemplateSpec,
  SpecTopologySpreadConstraints,
} from '../../imports/postgresql.cnpg.io/v1';
import type { ServiceRole } from './derived';
import type { PoolerProps } from './pooler-props';
import { BOOTSTRAP_CONTROLLER, PGBOUNCER } from './pooler/pod/derived';
import type { Spread } from './spread';

/** What the construct worked out before it renders. */
export interface PoolerFacts {
  readonly name: string;
  readonly type: ServiceRole;
  readonly instances: number;
  /** Absent for a single pod: it has nothing to keep away from. */
  readonly spread: Spread | undefined;
}

/** `Pooler.spec` for the props of a Pooler. */
export function poolerSpec(props: PoolerProps, facts: PoolerFacts): PoolerSpec {
  const { cluster, poolMode = 'session', image } = props;
  return {
    cluster: { name: cluster.name },
    type: facts.type,
    instances: facts.instances,
    pgbouncer: { poolMode, parameters: parametersOf(props), ...(image === undefined ? {} : { image }) },
    template: { spec: podOf(props, facts) },
  };
}

/** The operator takes clients without TLS, and any certificate of its authority: both are stricter here. */
function parametersOf({ parameters }: PoolerProps): Record<string, string> {
  const given = Object.entries(parameters ?? {}).map(([name, value]) => [name, String(value)] as const);
  return { ...Object.fromEntries(given), client_tls_sslmode: 'require', server_tls_sslmode: 'verify-full' };
}

function podOf({ resources: { cpu, memory } }: PoolerProps, { name, spread }: PoolerFacts): PoolerSpecTemplateSpec {
  const amounts = { cpu, memory };
  const resources = { requests: amounts, limits: amounts };
  return {
    // The QoS class counts both; the operator gives the second one nothing of its own.
    containers: [{ name: PGBOUNCER, resources }],
    initContainers: [{ name: BOOTSTRAP_CONTROLLER, resources }],
    ...(spread === undefined ? {} : { topologySpreadConstraints: constraintsOf(name, spread) }),
  };
}

function constraintsOf(name: string, { required, preferred }: Spread): SpecTopologySpreadConstraints[] {
  return [
    constraint(name, required.topologyKey, 'DoNotSchedule'),
    ...preferred.map(({ topologyKey }) => constraint(name, topologyKey, 'ScheduleAnyway')),
  ];
}

function constraint(name: string, topologyKey: string, whenUnsatisfiable: string): SpecTopologySpreadConstraints {
  return {
    labelSelector: { matchLabels: { 'cnpg.io/poolerName': name } },
    // The pods of a rollout are spread among themselves: as many pods as nodes would else leave no room for the first.
    matchLabelKeys: ['pod-template-hash'],
    maxSkew: 1,
    // A node that is lost or drained, or of the control plane, is no place that waits for its share.
    nodeTaintsPolicy: 'Honor',
    topologyKey,
    whenUnsatisfiable,
  };
}
