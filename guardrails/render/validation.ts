import { defineInputRule } from '../rule';

/** What a construct says of itself. */
export default defineInputRule('render', {
  applies: 'a construct with validations',
  severity: 'error',
  summary: 'no validation that a construct was given has anything to say',
  why: 'whoever wrote the construct made it refuse what does not work, and cdk8s writes nothing either once one refuses',
  fix: 'mend what the message says; it comes from the construct, which had it added by node.addValidation',
  waive: 'never',
  source: 'https://github.com/aws/constructs/blob/10.x/API.md',
  valid: [
    { name: 'a validation with nothing to say', input: { messages: [] } },
    { name: 'the same of a resource of a stack', input: { messages: [], stack: true } },
  ],
  invalid: [
    {
      name: 'two messages of one construct',
      input: { messages: ['no port is open', 'no volume is mounted'] },
      findings: [
        { at: 'validation', got: 'no port is open' },
        { at: 'validation', got: 'no volume is mounted' },
      ],
    },
    {
      name: 'a validation that throws',
      input: { throws: 'ports is undefined' },
      findings: [{ at: 'validation', got: 'a validation that throws: ports is undefined' }],
    },
    {
      name: 'a message of a construct in a stack',
      input: { messages: ['no storage is named'], stack: true },
      findings: [{ at: 'validation', got: 'no storage is named' }],
    },
  ],
});
