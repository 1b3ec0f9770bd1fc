/** What may be loaded at run time, however far away: types are left out of the graph. */
const { options } = require('./.dependency-cruiser.cjs');

module.exports = {
  forbidden: [
    {
      name: 'no-cdk8s-in-checks',
      comment: 'Checks read data: they also judge manifests that no construct made.',
      severity: 'error',
      from: { path: '^(guardrails|proofs|constructs/model)/' },
      to: { path: 'node_modules/(cdk8s|cdk8s-plus-[0-9]+|constructs)/', reachable: true },
    },
    {
      name: 'no-pulumi-in-synthesis',
      comment: 'Rendering needs no Pulumi: a Kubernetes-only user has none.',
      severity: 'error',
      from: { path: '^(charts|cli|testing)/|^index\\.ts$' },
      to: { path: 'node_modules/(@pulumi|@muhlba91)/', reachable: true },
    },
    {
      name: 'no-sealing-in-synthesis',
      comment: 'Sealing gives another text every time: what is rendered must not.',
      severity: 'error',
      from: {
        path: '^(synth|charts|stacks|constructs|guardrails)/|^cli/(cdk8s|program|run|commands/(check|synth))\\.ts$|^index\\.ts$',
      },
      to: { path: '^cli/seal/', reachable: true },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
};
