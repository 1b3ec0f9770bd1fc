import { defineInputRule } from '../rule';

/** Applied by the writer before it changes anything, and while it does. */
export default defineInputRule('writer', {
  applies: 'the writer',
  severity: 'error',
  summary: 'one run writes to a target at a time',
  why: 'two runs at once would each remove what the other one has just written',
  fix: 'wait until the other run has ended',
  waive: 'never',
  source: 'docs/adr/0003-writer.md',
  valid: [
    { name: 'no other run', input: { out: 'dist', files: ['a.yaml'] } },
    { name: 'a run that has died: its lock is void', input: { out: 'dist', lock: 'of the dead', files: ['a.yaml'] } },
  ],
  invalid: [
    {
      name: 'a run under way',
      input: { out: 'dist', lock: 'of the living', files: ['a.yaml'] },
      findings: [{ at: '.rackproof' }],
    },
    {
      name: 'a lock that cannot be read',
      input: { out: 'dist', lock: 'unreadable', files: ['a.yaml'] },
      findings: [{ at: '.rackproof' }],
    },
  ],
});
