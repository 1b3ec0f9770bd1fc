import { defineInputRule } from '../rule';

/** Code that an object is rendered with ended with an error. */
export default defineInputRule('render', {
  applies: 'an object that is rendered',
  severity: 'error',
  summary: 'every value of an object can be worked out',
  why: 'a Lazy, a token or a toJson that throws leaves an object without a part of itself, and nothing of its chart can be trusted',
  fix: 'mend what the message names; the other objects were still checked',
  waive: 'never',
  source: 'docs/findings.md',
  valid: [
    { name: 'plain data', input: { data: { mode: 'fast' } } },
    { name: 'a Lazy that gives a value', input: { lazy: { gives: 'fast' } } },
  ],
  invalid: [
    {
      name: 'a Lazy that throws',
      input: { lazy: { throws: 'no such mode' } },
      findings: [{ at: 'data.mode', got: 'a value that ends with an error: no such mode' }],
    },
    {
      name: 'a toJson that throws',
      input: { toJson: { throws: 'not now' } },
      findings: [{ at: 'toJson', got: 'a toJson that ends with an error: not now' }],
    },
  ],
});
