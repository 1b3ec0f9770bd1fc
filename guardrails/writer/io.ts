import { defineInputRule } from '../rule';

/** Applied by the writer before it changes anything, and while it does. */
export default defineInputRule('writer', {
  applies: 'the writer',
  severity: 'error',
  summary: 'the file system does what it is asked',
  why: 'a full disk or a mount without the right to write stops the run; every file is whole all the same, and the finding says in which state the output is',
  fix: 'mend what the message names, then run again',
  waive: 'never',
  source: 'docs/adr/0003-writer.md',
  valid: [
    { name: 'a disk that works', input: { out: 'dist', files: ['a.yaml'] } },
    {
      name: 'nothing to write: a full disk does not matter',
      input: { out: 'dist', ran: ['a.yaml'], files: ['a.yaml'], fails: 'write' },
    },
  ],
  invalid: [
    {
      name: 'a disk that is full while new files are written aside',
      input: { out: 'dist', files: ['a.yaml'], fails: 'write' },
      findings: [{ at: 'dist' }],
    },
    {
      name: 'a disk that fails while files are put in place',
      input: { out: 'dist', files: ['a.yaml'], fails: 'rename' },
      findings: [{ at: 'dist' }],
    },
  ],
});
