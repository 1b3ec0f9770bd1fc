import { defineInputRule } from '../rule';

/** cdk8s' own Include and Helm read from anywhere, the network included, while the tree is built. */
export default defineInputRule('render', {
  applies: 'a chart with a construct of cdk8s',
  severity: 'error',
  summary: "no chart uses cdk8s' own Include or Helm",
  why: 'they fetch a URL or run helm while the tree is built: another output tomorrow, none without a network, and nobody reviewed what came',
  fix: 'commit the rendered file and use VendoredManifests with its sha256',
  waive: 'never',
  source: 'https://cdk8s.io/docs/latest/basics/include/',
  valid: [
    { name: 'an object of cdk8s', input: { uses: 'ApiObject' } },
    { name: 'a vendored file with its sha256', input: { uses: 'VendoredManifests' } },
  ],
  invalid: [
    {
      name: 'Include of a local file',
      input: { uses: 'Include' },
      findings: [{ at: 'Include', got: "cdk8s' Include" }],
    },
    {
      name: 'Include deeper in the chart',
      input: { uses: 'Include', inside: 'a construct' },
      findings: [{ at: 'Include', got: "cdk8s' Include" }],
    },
  ],
});
