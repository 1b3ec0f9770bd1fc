import { defineInputRule } from '../rule';

/** Only what is in a chart can be ordered. */
export default defineInputRule('render', {
  applies: 'the dependencies of charts',
  severity: 'error',
  summary: 'a dependency is between charts, or things in charts',
  why: 'what stands outside every chart holds no object that could wait or be waited for; cdk8s stops with "cannot find a parent chart"',
  fix: 'add the dependency to the charts themselves: to each chart of a group rather than to the group',
  waive: 'never',
  source: 'https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts',
  valid: [
    { name: 'a chart on a chart', input: { edges: [['row', 'other']] } },
    { name: 'an object on an object of another chart', input: { edges: [['row/settings', 'other/settings']] } },
  ],
  invalid: [
    {
      name: 'a group of charts on a chart',
      input: { edges: [['group', 'row']] },
      findings: [{ at: 'dependencies', got: 'a dependency on row' }],
    },
    {
      name: 'a chart on everything there is',
      input: { edges: [['row', '']] },
      findings: [{ at: 'dependencies', got: 'a dependency on the App' }],
    },
    {
      name: 'a chart on a resource of a stack',
      input: { edges: [['row', 'stack']] },
      findings: [{ at: 'dependencies', got: 'a dependency on stack' }],
    },
  ],
});
