import { defineInputRule } from '../rule';

/** A choice under a name that a definition does not have would be left out in silence. */
export default defineInputRule('construct', {
  applies: 'HelmApplication',
  severity: 'error',
  summary: 'resources and inputs of an installed chart have names that its definition has',
  why: 'there is no value of the chart that they could be written to: the container keeps the amounts that it was to be given others of',
  fix: 'write one of the names; docs/charts.md lists the containers of each chart',
  waive: 'never',
  source: 'docs/charts.md',
  valid: [
    { name: 'nothing', input: { choices: {} } },
    {
      name: 'amounts of a container, by the name of the definition',
      input: { choices: { resources: { webhook: { cpu: '50m', cpuLimit: '1', memory: '128Mi' } } } },
    },
  ],
  invalid: [
    {
      name: 'the name that the pod gives the container',
      input: {
        choices: { resources: { 'cert-manager-webhook': { cpu: '50m', cpuLimit: '1', memory: '128Mi' } } },
      },
      findings: [{ at: 'props.install.choices.resources', got: '"cert-manager-webhook"' }],
    },
    {
      name: 'a path of the chart in the place of an input',
      input: { choices: { inputs: { 'webhook.replicaCount': 3 } } },
      findings: [{ at: 'props.install.choices.inputs', got: '"webhook.replicaCount"' }],
    },
  ],
});
