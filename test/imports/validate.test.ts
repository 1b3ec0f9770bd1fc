import { kindInfo, validateManifest, type SchemaFault } from '../../guardrails/schemas';
import { manifest, VALID, withField, withRenamed, type Valid } from './manifests';

type Row = readonly [title: string, manifest: unknown, fault: Partial<SchemaFault>];

const typo = (name: Valid, at: string, to: string, meant: string): Row => {
  const path = [...at.split('/').slice(0, -1), to].join('.').replaceAll(/\.(\d+)/g, '[$1]');
  const expected = `a known field; did you mean ${meant}?`;
  return [`${to} in ${name}`, withRenamed(name, at, to), { path, got: `unknown field ${to}`, expected }];
};

const CONTAINER = 'spec/template/spec/containers/0';
const CONTAINER_PATH = 'spec.template.spec.containers[0]';

describe('manifests that fit', () => {
  it.each(VALID)('%s', (name) => {
    expect(validateManifest(manifest(name))).toMatchObject({ unknownKind: false, faults: [] });
  });

  it('counts the rules in CEL that it does not evaluate', () => {
    expect(validateManifest(manifest('cluster')).notModelledRules).toBe(9);
    expect(validateManifest(manifest('deployment')).notModelledRules).toBe(0);
  });

  it('keeps what a schema leaves free', () => {
    const free = withField('clusterPolicy', 'spec/rules/0/validate/pattern', { '=(anything)': { patern: 1 } });
    expect(validateManifest(free).faults).toEqual([]);
    expect(validateManifest(withField('application', 'spec/source/helm', { valuesObject: { a: [1] } })).faults).toEqual(
      [],
    );
  });

  it('lets fields that have a default be missing', () => {
    expect(validateManifest(withField('cluster', 'spec/instances', undefined)).faults).toEqual([]);
  });
});

const TYPOS: readonly Row[] = [
  typo('cluster', 'spec/storage', 'storge', 'storage'),
  typo('scheduledBackup', 'spec/schedule', 'shedule', 'schedule'),
  typo('pooler', 'spec/pgbouncer/poolMode', 'poolmode', 'poolMode'),
  typo('application', 'spec/destination/namespace', 'namespce', 'namespace'),
  typo('networkPolicy', 'spec/podSelector', 'podSelectors', 'podSelector'),
  typo('networkPolicy', 'spec/egress/0/to/0/ipBlock/cidr', 'cdir', 'cidr'),
  typo('deployment', `${CONTAINER}/imagePullPolicy`, 'imagePulPolicy', 'imagePullPolicy'),
  typo('deployment', 'spec', 'spce', 'spec'),
  typo('endpointSlice', 'addressType', 'adressType', 'addressType'),
  typo('endpointSlice', 'endpoints/0/addresses', 'adresses', 'addresses'),
  typo('service', 'spec/ports/0/targetPort', 'targetport', 'targetPort'),
  typo('clusterPolicy', 'spec/rules/0/validate/pattern', 'patern', 'pattern'),
  typo('clusterPolicy', 'spec/rules/0/context/0/variable', 'varible', 'variable'),
  typo('clusterIssuer', 'spec/acme/solvers/0/dns01/cloudflare', 'cloudfare', 'cloudflare'),
  typo('certificate', 'spec/dnsNames', 'dnsName', 'dnsNames'),
  typo('recurringJob', 'spec/concurrency', 'concurency', 'concurrency'),
  typo('ipAddressPool', 'spec/addresses', 'adresses', 'addresses'),
  typo('globalNetworkPolicy', 'spec/selector', 'seletor', 'selector'),
  typo('cluster', 'metadata/namespace', 'namepsace', 'namespace'),
];

const WRONG_VALUES: readonly Row[] = [
  [
    'a port as string',
    withField('service', 'spec/ports/0/port', '8007'),
    {
      path: 'spec.ports[0].port',
      got: 'string "8007"',
      expected: 'an integer of 32 bits',
      fix: 'write it without quotes',
    },
  ],
  [
    'an annotation as number',
    withField('service', 'metadata/annotations/example.org~why', 5),
    {
      path: 'metadata.annotations["example.org~why"]',
      got: 'number 5',
      expected: 'a string',
      fix: 'write it as a string: "5"',
    },
  ],
  [
    'a quantity as boolean',
    withField('deployment', `${CONTAINER}/resources/limits/cpu`, true),
    {
      path: `${CONTAINER_PATH}.resources.limits.cpu`,
      got: 'boolean true',
      expected: 'a quantity, such as 500m or 2Gi',
    },
  ],
  [
    'a quantity with a space',
    withField('deployment', `${CONTAINER}/resources/limits/memory`, '2 Gi'),
    {
      path: `${CONTAINER_PATH}.resources.limits.memory`,
      got: 'string "2 Gi"',
      expected: 'a quantity, such as 500m or 2Gi',
    },
  ],
  [
    'a quantity of a custom resource',
    withField('cluster', 'spec/resources/limits/memory', '2GB'),
    { path: 'spec.resources.limits.memory', got: 'string "2GB"' },
  ],
  [
    'more than 32 bits',
    withField('deployment', 'spec/replicas', 2 ** 31),
    { path: 'spec.replicas', got: 'number 2147483648' },
  ],
  ['a fraction', withField('deployment', 'spec/replicas', 1.5), { path: 'spec.replicas', got: 'number 1.5' }],
  [
    'below the minimum',
    withField('cluster', 'spec/instances', 0),
    { path: 'spec.instances', got: 'number 0', expected: 'an integer at least 1' },
  ],
  [
    'not in the enumeration',
    withField('pooler', 'spec/type', 'writer'),
    { path: 'spec.type', got: 'string "writer"', expected: 'one of "rw", "ro", "r"' },
  ],
  [
    'an object for a list',
    withField('networkPolicy', 'spec/egress', {}),
    { path: 'spec.egress', got: 'an object', expected: 'a list' },
  ],
  [
    'a list for an object',
    withField('service', 'spec', []),
    { path: 'spec', got: 'a list of 0', expected: 'an object' },
  ],
  [
    'null for an object',
    withField('service', 'spec', null),
    { path: 'spec', got: 'null', fix: 'give it a value or take the key out: the API server reads null as absent' },
  ],
  [
    'a duration as ISO 8601',
    withField('globalContextEntry', 'spec/apiCall/refreshInterval', 'PT1H'),
    { path: 'spec.apiCall.refreshInterval', got: 'string "PT1H"', expected: "a duration in Go's form, such as 1h30m" },
  ],
  [
    'a CIDR without length',
    withField('ipPool', 'spec/cidr', '10.244.0.0'),
    { path: 'spec.cidr', got: 'string "10.244.0.0"', expected: 'a CIDR, such as 192.0.2.0/24' },
  ],
  [
    'both alternatives',
    withField('clusterPolicy', 'spec/rules/0/context/0/configMap', { name: 'a', namespace: 'b' }),
    {
      path: 'spec.rules[0].context[0]',
      got: 'configMap and variable',
      expected: 'exactly one of configMap, apiCall, imageRegistry, variable, globalReference',
    },
  ],
  [
    'no alternative',
    withField('clusterPolicy', 'spec/rules/0/context/0/variable', undefined),
    { path: 'spec.rules[0].context[0]', got: 'none of them' },
  ],
  [
    'an address that is none',
    withField('gateway', 'spec/addresses/0/value', '192.0.2.300'),
    {
      path: 'spec.addresses[0]',
      got: 'an object',
      expected: 'type one of "IPAddress" and value an IPv4 address, or an IPv6 address, or type not one of "IPAddress"',
    },
  ],
];

const MISSING: readonly Row[] = [
  [
    'a schedule',
    withField('scheduledBackup', 'spec/schedule', undefined),
    { path: 'spec.schedule', got: 'nothing', expected: 'a string', fix: 'add schedule' },
  ],
  [
    'the spec of a custom resource',
    withField('application', 'spec', undefined),
    { path: 'spec', got: 'nothing', expected: 'an object' },
  ],
  ['metadata', withField('service', 'metadata', undefined), { path: 'metadata', got: 'nothing' }],
  ['a selector', withField('deployment', 'spec/selector', undefined), { path: 'spec.selector', got: 'nothing' }],
  [
    'a container name',
    withField('deployment', `${CONTAINER}/name`, undefined),
    { path: `${CONTAINER_PATH}.name`, got: 'nothing' },
  ],
  ['an address type', withField('endpointSlice', 'addressType', undefined), { path: 'addressType', got: 'nothing' }],
];

describe('manifests that do not fit have one fault, at its place', () => {
  it.each(TYPOS)('fails: misspelt %s', (_title, given, fault) => {
    expect(validateManifest(given).faults).toEqual([
      { ...fault, fix: expect.stringMatching(/^rename it to /) as string },
    ]);
  });

  it.each(WRONG_VALUES)('fails: %s', (_title, given, fault) => {
    expect(validateManifest(given).faults).toEqual([expect.objectContaining(fault)]);
  });

  it.each(MISSING)('fails: without %s', (_title, given, fault) => {
    expect(validateManifest(given).faults).toEqual([expect.objectContaining(fault)]);
  });

  it('fails: an unknown field that is like none lists the known ones', () => {
    expect(validateManifest(withField('configMap', 'zzz', 1)).faults).toEqual([
      {
        path: 'zzz',
        got: 'unknown field zzz',
        expected: 'one of apiVersion, binaryData, data, immutable, kind, metadata',
        fix: 'take it out',
      },
    ]);
  });

  it('fails: a misspelt field beside the right one is not to be renamed', () => {
    const [fault] = validateManifest(withField('cluster', 'spec/storge', {})).faults;
    expect(fault).toMatchObject({
      path: 'spec.storge',
      expected: 'a known field; storage is there already',
      fix: 'take it out',
    });
  });
});

describe('one fault per place, for every place of every manifest', () => {
  /** Paths of all values below a manifest. */
  const places = (value: unknown, at: readonly string[]): string[][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, member]) => [[...at, key], ...places(member, [...at, key])])
      : [];
  const at = (name: Valid, keys: readonly string[]): unknown =>
    keys.reduce<unknown>((below, key) => (below as Record<string, unknown>)[key], manifest(name));

  it.each(VALID)('fails: a value of another type in %s', (name) => {
    const checked = places(manifest(name), []).filter((keys) => !['apiVersion', 'kind'].includes(keys[0] ?? ''));
    const counts = checked.map((keys) => {
      const other = Array.isArray(at(name, keys)) ? { a: 1 } : [[]];
      return [keys.join('/'), validateManifest(withPlace(name, keys, other)).faults.length] as const;
    });
    const free = name === 'clusterPolicy' ? /pattern|variable.value/ : /^$/;
    expect(counts.filter(([place, count]) => count !== 1 && !free.test(place))).toEqual([]);
  });

  it.each(VALID)('fails: an unknown field in %s', (name) => {
    const objects = places(manifest(name), []).filter((keys) => isRecord(at(name, keys)) && !isFree(keys));
    const counts = objects.map((keys) => [keys.join('/'), faultsWith(name, [...keys, 'qqqqqqqq'])] as const);
    expect(counts.filter(([, count]) => count !== 1)).toEqual([]);
  });

  const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
  const FREE = [
    'labels',
    'annotations',
    'matchLabels',
    'data',
    'stringData',
    'limits',
    'requests',
    'parameters',
    'pattern',
  ];
  const isFree = (keys: readonly string[]): boolean =>
    keys.some((key) => FREE.includes(key)) || keys.at(-1) === 'value';
  const withPlace = (name: Valid, keys: readonly string[], value: unknown): unknown => {
    const copy = manifest(name);
    const owner = keys
      .slice(0, -1)
      .reduce<Record<string, unknown>>((below, key) => below[key] as Record<string, unknown>, copy);
    owner[keys.at(-1) ?? ''] = value;
    return copy;
  };
  const faultsWith = (name: Valid, keys: readonly string[]): number =>
    validateManifest(withPlace(name, keys, 1)).faults.length;
});

describe('nulls', () => {
  const nulled = (): unknown => withField('deployment', `${CONTAINER}/livenessProbe`, null);

  it('fails: a null where none is allowed', () => {
    expect(validateManifest(nulled()).faults).toMatchObject([{ path: `${CONTAINER_PATH}.livenessProbe`, got: 'null' }]);
  });

  it('are absent for manifests of other tools', () => {
    const given = nulled();
    expect(validateManifest(given, { nulls: 'absent' }).faults).toEqual([]);
    expect(given).toEqual(nulled());
  });

  it('fails: a required field that is null is missing for manifests of other tools', () => {
    const given = withField('deployment', 'spec/selector', null);
    expect(validateManifest(given, { nulls: 'absent' }).faults).toMatchObject([
      { path: 'spec.selector', got: 'nothing' },
    ]);
  });
});

describe('kinds', () => {
  it.each([
    ['v1', 'Namespace', { group: '', version: 'v1', plural: 'namespaces', scope: 'Cluster' }],
    [
      'networking.k8s.io/v1',
      'NetworkPolicy',
      { group: 'networking.k8s.io', version: 'v1', plural: 'networkpolicies', scope: 'Namespaced' },
    ],
    [
      'cert-manager.io/v1',
      'ClusterIssuer',
      { group: 'cert-manager.io', version: 'v1', plural: 'clusterissuers', scope: 'Cluster' },
    ],
  ])('%s %s', (apiVersion, kind, info) => {
    expect(kindInfo(apiVersion, kind)).toEqual(info);
  });

  it.each([
    ['extensions/v1beta1', 'Ingress', ['networking.k8s.io/v1 Ingress']],
    ['apps/v1', 'Deploymnet', ['apps/v1 Deployment']],
    ['v1', 'constructor', []],
    ['__proto__', 'toString', []],
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', ['projectcalico.org/v3 GlobalNetworkPolicy']],
  ])('fails: %s %s is unknown', (apiVersion, kind, similarKinds) => {
    const result = validateManifest({ apiVersion, kind, metadata: { name: 'a' } });
    expect(result).toEqual({ unknownKind: true, similarKinds, faults: [], notModelledRules: 0 });
    expect(kindInfo(apiVersion, kind)).toBeUndefined();
  });
});
