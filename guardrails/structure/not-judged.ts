import { defineInputRule } from '../rule';

/** A rule that stops is a rule that did not look: silence would read as approval. */
export default defineInputRule('engine', {
  applies: 'a rule that stops',
  severity: 'error',
  summary: 'every rule can judge every object that it is shown',
  why: 'a rule that stops half-way found nothing because it did not look; an object whose shape the schema refuses is reported as that alone',
  fix: 'correct the shape of the object; if the API server takes it as it is, report the rule',
  waive: 'when the API server takes the object as it is, until the rule is mended',
  source: 'docs/findings.md',
  valid: [
    { name: 'a rule that judges', input: {} },
    {
      name: 'a rule that stops at a shape which the schema refuses as well',
      input: { throws: 'no spec', refusedBySchema: true },
    },
  ],
  invalid: [
    {
      name: 'a rule that throws an Error',
      input: { throws: 'cannot read properties of undefined' },
      findings: [{ at: '', got: 'row/rule stopped with: cannot read properties of undefined' }],
    },
    {
      name: 'an Error that quotes a secret',
      input: { throws: 'cannot log in with the password: hunter2-XYZZY' },
      findings: [{ at: '', got: 'row/rule stopped with: cannot log in with the password: <redacted>' }],
    },
  ],
});
