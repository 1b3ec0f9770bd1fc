import fc from 'fast-check';
import { FAILURE_DOMAIN_KINDS, resolve, type FailureDomainKind } from '../../constructs/model';
import { sharedFateOf, spreadOf, type Spread } from '../../constructs/postgres/spread';
import { topologyOf, type Topology } from '../../constructs/postgres/topology';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';

type Labels = Partial<Record<FailureDomainKind, string>>;

/** Nodes as rows of `kind:member` words; every node is on a host of its own unless it names one. */
function topology(nodes: readonly string[], labels: Labels = {}): Topology {
  return {
    cluster: 'home',
    nodes: nodes.map((words, index) => {
      const domains = new Map<FailureDomainKind, string[]>([['host', [`host:h${index}`]]]);
      for (const word of words.split(' ').filter(Boolean)) {
        const kind = word.split(':')[0] as FailureDomainKind;
        domains.set(kind, kind === 'host' ? [word] : [...(domains.get(kind) ?? []), word]);
      }
      return { name: `w${index}`, domains };
    }),
    labels: new Map(Object.entries(labels) as [FailureDomainKind, string][]),
  };
}

function summary(outcome: ReturnType<typeof spreadOf>): string {
  if (!outcome.ok) {
    return 'refused';
  }
  const { required, preferred } = outcome.value;
  return [required, ...preferred].map(({ topologyKey }) => topologyKey).join(' > ');
}

const HOSTNAME = 'kubernetes.io/hostname';

describe('spreadOf', () => {
  const spreads: readonly [string, readonly string[], Labels, number, string][] = [
    ['no labels: nodes by their names', ['', '', ''], {}, 3, HOSTNAME],
    ['racks for all', ['rack:a', 'rack:b', 'rack:c'], { rack: 'R' }, 3, 'R'],
    ['too few racks are preferred', ['rack:a', 'rack:a', 'rack:b'], { rack: 'R' }, 3, `${HOSTNAME} > R`],
    ['enough racks for two', ['rack:a', 'rack:a', 'rack:b'], { rack: 'R' }, 2, 'R'],
    ['racks without a label are not seen', ['rack:a', 'rack:b', 'rack:c'], {}, 3, HOSTNAME],
    ['one rack for all is no preference', ['rack:a', 'rack:a', 'rack:a'], { rack: 'R' }, 3, HOSTNAME],
    ['a node without a rack may take any number', ['rack:a', 'rack:b', ''], { rack: 'R' }, 2, HOSTNAME],
    [
      'a node in two circuits has no label for both',
      ['circuit:a circuit:b', 'circuit:a'],
      { circuit: 'C' },
      2,
      HOSTNAME,
    ],
    [
      'the widest preference first',
      ['building:x rack:a', 'building:x rack:a', 'building:y rack:b'],
      { rack: 'R', building: 'B' },
      3,
      `${HOSTNAME} > B > R`,
    ],
    [
      'a narrower kind that crosses the racks is preferred',
      ['rack:a circuit:1', 'rack:b circuit:1', 'rack:c circuit:2'],
      { rack: 'R', circuit: 'C' },
      3,
      'R > C',
    ],
    [
      'a narrower kind inside the racks is implied',
      ['rack:a switch:1', 'rack:b switch:2', 'rack:c switch:3'],
      { rack: 'R', switch: 'S' },
      3,
      'R',
    ],
    ['two workers on one host, and a label', ['host:p', 'host:p', 'host:q'], { host: 'H' }, 2, 'H'],
  ];

  it.each(spreads.map((row) => [row[0], row] as const))('%s', (_name, [, nodes, labels, instances, expected]) => {
    expect(summary(spreadOf(topology(nodes, labels), instances))).toBe(expected);
  });

  const refusals: readonly [string, readonly string[], Labels, number, RegExp, RegExp][] = [
    ['fewer nodes than instances', ['', ''], {}, 3, /^3 instances; workers: 2, on hosts: 2/, /at most 2 instances/],
    ['no workers', [], {}, 2, /workers: 0/, /^add workers to the cluster$/],
    [
      'fewer hosts than instances, whatever the labels',
      ['host:p', 'host:p', 'host:q'],
      { host: 'H' },
      3,
      /on hosts: 2, told apart by host: 2/,
      /at most 2 instances/,
    ],
    [
      'enough hosts, but the names of nodes do not tell',
      ['host:p', 'host:p', 'host:q'],
      {},
      2,
      /on hosts: 2$/,
      /topologyLabels\.host/,
    ],
  ];

  it.each(refusals.map((row) => [row[0], row] as const))(
    'fails: %s',
    (_name, [, nodes, labels, instances, got, fix]) => {
      const outcome = spreadOf(topology(nodes, labels), instances);
      expect(outcome.ok ? 'accepted' : outcome.fault.got).toMatch(got);
      expect(outcome.ok ? 'accepted' : outcome.fault.fix).toMatch(fix);
    },
  );
});

const word = (kind: FailureDomainKind): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(''),
    fc.constantFrom('1', '2', '3').map((member) => `${kind}:${member}`),
  );

const topologies = fc
  .record({
    nodes: fc.array(fc.tuple(...FAILURE_DOMAIN_KINDS.map(word)), { maxLength: 6 }),
    labelled: fc.subarray([...FAILURE_DOMAIN_KINDS]),
  })
  .map(({ nodes, labelled }) =>
    topology(
      nodes.map((words) => words.join(' ')),
      Object.fromEntries(labelled.map((kind) => [kind, `label/${kind}`])),
    ),
  );

/** Members of a kind by node; undefined where the scheduler cannot rely on the kind. Written apart from the code. */
function membersOf({ nodes, labels }: Topology, kind: FailureDomainKind): string[] | undefined {
  const members = nodes.map(({ domains }) => domains.get(kind) ?? []);
  const exact = members.every((list) => list.length === 1);
  const byName = kind === 'host' && new Set(members.flat()).size === nodes.length;
  return exact && (labels.has(kind) || byName) ? members.flat() : undefined;
}

/** Every choice of `count` nodes of which no two share a member. */
function placements(members: readonly string[], count: number, from = 0): number[][] {
  if (count === 0) {
    return [[]];
  }
  return members.flatMap((member, node) =>
    node < from
      ? []
      : placements(members, count - 1, node + 1)
          .filter((rest) => rest.every((other) => members[other] !== member))
          .map((rest) => [node, ...rest]),
  );
}

describe('spreadOf, for any topology', () => {
  it('requires the widest kind that has room, and refuses only where none has', () => {
    fc.assert(
      fc.property(topologies, fc.integer({ min: 2, max: 4 }), (any, instances) => {
        const roomy = [...FAILURE_DOMAIN_KINDS]
          .reverse()
          .filter((kind) => new Set(membersOf(any, kind) ?? []).size >= instances);
        const outcome = spreadOf(any, instances);
        expect(outcome.ok ? outcome.value.required.kind : undefined).toBe(roomy[0]);
      }),
    );
  });

  it('lists as shared fate exactly the domains that can hold every instance', () => {
    fc.assert(
      fc.property(topologies, fc.integer({ min: 2, max: 3 }), (any, instances) => {
        const outcome = spreadOf(any, instances);
        fc.pre(outcome.ok);
        const { kind } = (outcome as { value: Spread }).value.required;
        const domainsOf = (node: number): string[] => [...(any.nodes[node]?.domains.values() ?? [])].flat();
        const shared = placements(membersOf(any, kind) ?? [], instances).flatMap(([first = 0, ...rest]) =>
          domainsOf(first).filter((domain) => rest.every((node) => domainsOf(node).includes(domain))),
        );
        expect(sharedFateOf(any, instances, kind)).toEqual([...new Set(shared)].sort());
      }),
    );
  });
});

describe('sharedFateOf', () => {
  it('lists every domain of every worker for a single instance: it may be on any of them', () => {
    expect(sharedFateOf(topology(['rack:a', 'rack:b']), 1, 'host')).toEqual(['host:h0', 'host:h1', 'rack:a', 'rack:b']);
  });
});

describe('topologyOf', () => {
  it('takes workers with the failure domains of their hosts, and the labels of the cluster', () => {
    const home = { ...EXAMPLE_SITE.clusters!['home']!, topologyLabels: { rack: 'topology.example/rack' } };
    const site = resolve({ ...EXAMPLE_SITE, clusters: { home } });
    const found = topologyOf(site, site.cluster('home'));
    expect(found.nodes.map(({ name }) => name)).toEqual(['w1', 'w2']);
    expect(found.nodes.map(({ domains }) => Object.fromEntries(domains))).toEqual([
      { host: ['host:pve1'], rack: ['rack-a'] },
      { host: ['host:pve2'], rack: ['rack-b'] },
    ]);
    expect([...found.labels]).toEqual([['rack', 'topology.example/rack']]);
  });
});
