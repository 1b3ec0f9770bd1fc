import { defineInputRule } from '../rule';

/** Objects are rendered one by one, each with the place that made it. */
export default defineInputRule('render', {
  applies: 'a chart of a class of its own',
  severity: 'error',
  summary: 'no chart has a toJson of its own',
  why: 'what toJson gives has no construct that a finding or a waiver could name, and calling it takes as long as the whole App',
  fix: 'change the objects instead: addJsonPatch on each object of node.findAll(), or a subclass of ApiObject',
  waive: 'never',
  source: 'https://cdk8s.io/docs/latest/basics/escape-hatches/',
  valid: [
    { name: 'a chart that changes its objects by patches', input: { patches: true } },
    { name: 'a chart that names its objects itself', input: { generateObjectName: true } },
  ],
  invalid: [
    {
      name: 'a chart that leaves an object out',
      input: { toJson: 'class' },
      findings: [{ at: 'toJson', got: 'a toJson of its own' }],
    },
    {
      name: 'a toJson that one chart was given later',
      input: { toJson: 'property' },
      findings: [{ at: 'toJson', got: 'a toJson of its own' }],
    },
  ],
});
