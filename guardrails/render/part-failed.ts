import { defineInputRule } from '../rule';

/** A chart or stack ended with an error that is none of ours. */
export default defineInputRule('render', {
  applies: 'a chart that is built',
  severity: 'error',
  summary: 'every chart and every stack builds',
  why: 'a chart or stack that stops half-way renders nothing, and what it would have rendered cannot be judged',
  fix: 'mend what the message names; the other charts and stacks were still checked',
  waive: 'never',
  source: 'docs/findings.md',
  valid: [
    { name: 'a chart that builds', input: {} },
    { name: 'a chart without objects', input: { empty: true } },
  ],
  invalid: [
    {
      name: 'a chart that throws an Error',
      input: { throws: 'no such file' },
      findings: [{ at: 'build', got: 'no such file' }],
    },
    {
      name: 'a chart that throws something else',
      input: { throwsText: 'oops' },
      findings: [{ at: 'build', got: 'something that is not an Error was thrown: string' }],
    },
  ],
});
