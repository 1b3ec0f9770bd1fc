import type { ClusterSpec, ClusterSpecAffinity } from '../../imports/postgresql.cnpg.io/v1';
import { archiverOf } from './backup';
import { postgresImage } from './image/derived';
import type { PostgresClusterProps } from './postgres-cluster-props';
import type { Spread, SpreadTerm } from './spread';

/** What the construct worked out before it renders. */
export interface ClusterFacts {
  readonly name: string;
  readonly instances: number;
  /** Absent for a single instance: it has nothing to keep away from. */
  readonly spread: Spread | undefined;
  readonly sharedBuffers: string;
}

/** `Cluster.spec` for the props of a PostgresCluster. */
export function clusterSpec(props: PostgresClusterProps, facts: ClusterFacts): ClusterSpec {
  const { resources, storage, walStorage, database = 'app', owner = 'app' } = props;
  const amounts = { cpu: resources.cpu, memory: resources.memory };
  return {
    instances: facts.instances,
    imageName: imageOf(props),
    enableSuperuserAccess: false,
    // The budget of a single primary never lets its node be drained.
    enablePDB: facts.instances > 1,
    bootstrap: { initdb: { database, owner, dataChecksums: true } },
    resources: { requests: amounts, limits: amounts },
    storage: { ...storage },
    ...(walStorage === undefined ? {} : { walStorage: { ...walStorage } }),
    ...(facts.spread === undefined ? {} : { affinity: affinityOf(facts.name, facts.spread) }),
    ...(props.backup === undefined ? {} : { plugins: [archiverOf(props.backup)] }),
    postgresql: { parameters: { shared_buffers: facts.sharedBuffers, ...props.parameters } },
  };
}

function imageOf({ version, distribution = 'trixie', digest }: PostgresClusterProps): string {
  return postgresImage({ version, flavour: 'standard', distribution, ...(digest === undefined ? {} : { digest }) });
}

function affinityOf(name: string, { required, preferred }: Spread): ClusterSpecAffinity {
  return {
    enablePodAntiAffinity: true,
    podAntiAffinityType: 'required',
    topologyKey: required.topologyKey,
    ...(preferred.length === 0
      ? {}
      : {
          additionalPodAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: preferred.map((term, rank) =>
              preference(name, term, rank),
            ),
          },
        }),
  };
}

/** Weights fall from 100 (1 to 100 are allowed): the wider the domain, the more is lost with it. */
function preference(name: string, { topologyKey }: SpreadTerm, rank: number): PreferredTerm {
  return {
    weight: 100 - 10 * rank,
    podAffinityTerm: {
      // The same pods as in the operator's own term: instances, not the Jobs that make them.
      labelSelector: { matchLabels: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' } },
      topologyKey,
    },
  };
}

type PreferredTerm = NonNullable<
  NonNullable<ClusterSpecAffinity['additionalPodAntiAffinity']>['preferredDuringSchedulingIgnoredDuringExecution']
>[number];
