import { FAILURE_DOMAIN_KINDS, type FailureDomainKind } from '../model';
import { parsed, refused, type Fault, type Parsed } from '../model/parsed';
import { count } from '../model/text';
import type { Topology } from './topology';

/** The label that every node has; it tells nodes apart, not the machines that run them. */
const HOSTNAME = 'kubernetes.io/hostname';

/** One kind of failure domain that the scheduler can see. */
export interface SpreadTerm {
  readonly kind: FailureDomainKind;
  /** Node label whose values are the members. */
  readonly topologyKey: string;
}

/** How instances keep away from each other. */
export interface Spread {
  /** No two instances share a member of this kind. */
  readonly required: SpreadTerm;
  /** Kinds with too few members to demand it, the widest first. */
  readonly preferred: readonly SpreadTerm[];
}

/**
 * Chooses anti-affinity for a number of instances: the widest kind of failure domain with a member for each of them is
 * required; every other kind that this does not already keep apart is preferred.
 *
 * A kind counts only if a node label carries it and each node has exactly one member: the scheduler lets any number of
 * instances onto nodes that lack the label.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
export function spreadOf(topology: Topology, instances: number): Parsed<Spread> {
  const usable = [...FAILURE_DOMAIN_KINDS].reverse().flatMap((kind) => usableKind(topology, kind));
  const required = usable.find(({ members }) => new Set(members).size >= instances);
  if (required === undefined) {
    return refused(tooFew(topology, instances, usable));
  }
  const preferred = usable.filter(
    (candidate) => candidate !== required && new Set(candidate.members).size > 1 && !isImplied(required, candidate),
  );
  return parsed({ required: termOf(required), preferred: preferred.map(termOf) });
}

/**
 * Failure domains that may hold every instance at once, in code-point order: losing one of them may lose the database.
 *
 * With a required spread over one kind, a domain is among them if its nodes offer a member of that kind to each instance.
 */
export function sharedFateOf(topology: Topology, instances: number, kind: FailureDomainKind): readonly string[] {
  const membersByDomain = new Map<string, Set<string>>();
  for (const { domains } of topology.nodes) {
    for (const domain of [...domains.values()].flat()) {
      const members = membersByDomain.get(domain) ?? new Set();
      domains.get(kind)?.forEach((member) => members.add(member));
      membersByDomain.set(domain, members);
    }
  }
  return [...membersByDomain].flatMap(([domain, members]) => (members.size >= instances ? [domain] : [])).sort();
}

/** A kind with the member of each node, in the order of the nodes. */
interface UsableKind extends SpreadTerm {
  readonly members: readonly string[];
}

function usableKind({ nodes, labels }: Topology, kind: FailureDomainKind): UsableKind[] {
  const perNode = nodes.map(({ domains }) => domains.get(kind) ?? []);
  const members = perNode.flat();
  const nodePerMember = new Set(members).size === nodes.length;
  const topologyKey = labels.get(kind) ?? (kind === 'host' && nodePerMember ? HOSTNAME : undefined);
  return topologyKey === undefined || perNode.some(({ length }) => length !== 1)
    ? []
    : [{ kind, topologyKey, members }];
}

function termOf({ kind, topologyKey }: UsableKind): SpreadTerm {
  return { kind, topologyKey };
}

/** Whether two nodes that share a member of the second kind always share one of the first. */
function isImplied(required: UsableKind, other: UsableKind): boolean {
  const requiredMember = new Map<string, string | undefined>();
  return other.members.every((member, node) => {
    const known = requiredMember.get(member) ?? required.members[node];
    requiredMember.set(member, known);
    return known === required.members[node];
  });
}

function tooFew({ nodes, labels }: Topology, instances: number, usable: readonly UsableKind[]): Fault {
  if (nodes.length === 0) {
    return {
      got: `${count(instances, 'instance')}; workers: 0`,
      expected: 'a worker for each instance: the control plane takes none',
      fix: 'add workers to the cluster',
    };
  }
  const hosts = new Set(nodes.flatMap(({ domains }) => domains.get('host') ?? [])).size;
  const counts = usable.map(({ kind, members }) => `, told apart by ${kind}: ${new Set(members).size}`).join('');
  const blind = hosts >= instances && !labels.has('host');
  return {
    got: `${instances} instances; workers: ${nodes.length}, on hosts: ${hosts}${counts}`,
    expected: 'a kind of failure domain with a member for each instance, known to the nodes by a label',
    fix: blind
      ? `several workers share a host, and ${HOSTNAME} cannot tell: label each worker with its host and name the label in topologyLabels.host`
      : `add workers on other hosts, or run at most ${hosts} instances`,
  };
}
