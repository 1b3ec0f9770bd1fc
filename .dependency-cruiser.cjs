/** Direction of imports, types included: `npm run arch`. What may be loaded at run time is in .dependency-cruiser.loading.cjs. */
const PURE_KNOWLEDGE = '^constructs/.+/(derived|flows)\\.ts$';
const SDK = 'node_modules/(@pulumi|@muhlba91)/';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle has no first file to read.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'model-is-pure',
      comment: 'Everything stands on the model: it stands on Node alone, and on the pinned versions.',
      severity: 'error',
      from: { path: '^constructs/model/' },
      to: { pathNot: '^constructs/model/|^versions\\.json$', dependencyTypesNot: ['core'] },
    },
    {
      name: 'knowledge-is-pure',
      comment:
        'What is known about a system serves constructs, proofs and audits alike: it needs the model, and what was drawn of charts.',
      severity: 'error',
      from: { path: PURE_KNOWLEDGE },
      to: { pathNot: `^constructs/model/|^imports/charts/.+\\.json$|${PURE_KNOWLEDGE}` },
    },
    {
      name: 'checks-see-rendered-objects',
      comment:
        'Guardrails, proofs and the synthesizer judge what is rendered; of constructs they know only pure knowledge.',
      severity: 'error',
      from: { path: '^(guardrails|proofs|synth)/' },
      to: { path: '^constructs/', pathNot: `^constructs/model/|${PURE_KNOWLEDGE}` },
    },
    {
      name: 'library-below-compositions',
      comment:
        'Constructs, checks, synthesizer and deployment are used by charts, stacks and entries, never the other way.',
      severity: 'error',
      from: { path: '^(constructs|guardrails|proofs|synth|testing|deploy|imports)/' },
      to: { path: '^(charts|stacks|cli|site|test|scripts|bench)/|^index\\.ts$' },
    },
    {
      name: 'charts-stacks-apart',
      comment: 'The two planes meet in the site, not in each other.',
      severity: 'error',
      from: { path: '^(charts|stacks)/' },
      to: { path: '^(charts|stacks)/', pathNot: '^$1/' },
    },
    {
      name: 'compositions-below-entries',
      comment: 'Charts and stacks take a Site; only their entries know the command line.',
      severity: 'error',
      from: { path: '^(charts|stacks)/', pathNot: '^(charts|stacks)/main\\.ts$' },
      to: { path: '^(cli|site)/' },
    },
    {
      name: 'site-is-data',
      comment: 'The one folder a user edits imports the model and nothing else.',
      severity: 'error',
      from: { path: '^site/' },
      to: { pathNot: '^(constructs/model|site)/' },
    },
    {
      name: 'only-entries-know-the-site',
      comment: 'The reference site is an example: the library must not lean on it.',
      severity: 'error',
      from: { pathNot: '^(charts|stacks)/main\\.ts$|^(cli|test|site)/' },
      to: { path: '^site/' },
    },
    {
      name: 'pulumi-values-only-in-deploy',
      comment: 'Elsewhere in the host plane an SDK is a source of types.',
      severity: 'error',
      from: { pathNot: '^(deploy|test)/|^stacks/main\\.ts$' },
      to: { path: SDK, dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'sdk-types-only-in-host-plane',
      comment: 'A Kubernetes-only user compiles without any SDK.',
      severity: 'error',
      from: { pathNot: '^(deploy|test|stacks)/|^constructs/(proxmox|hosts|inference)/|^constructs/core/host-' },
      to: { path: SDK },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is dead or forgotten.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: '\\.d\\.ts$|^(test|scripts|imports|examples)/|^[^/]+\\.(cjs|mjs)$|^(cli|charts|stacks)/main\\.ts$',
      },
      to: {},
    },
    {
      name: 'not-to-dev-dep',
      comment: 'What users install must not need what only this checkout has.',
      severity: 'error',
      from: { pathNot: '^(test|scripts|bench|site)/|^[^/]+\\.(cjs|mjs)$|^(charts|stacks)/main\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'type-import', 'npm-peer'] },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that resolves to nothing fails at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(lib|dist|test/consumer|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['rackproof-checkout', 'require', 'node', 'default', 'types'],
    },
  },
};
