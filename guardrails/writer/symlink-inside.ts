import { defineInputRule } from '../rule';

/** Applied by the writer before it changes anything, and while it does. */
export default defineInputRule('writer', {
  applies: 'the writer',
  severity: 'error',
  summary: 'no link stands where the output writes',
  why: 'writing through a link changes a file outside the target',
  fix: 'remove the link, or move it out of the way of the output',
  waive: 'never',
  source: 'docs/adr/0003-writer.md',
  valid: [
    {
      name: 'a link that the output does not meet',
      input: { out: 'dist', adopt: true, before: { dist: null, 'dist/notes': '-> ../notes' }, files: ['a.yaml'] },
    },
    { name: 'no link', input: { out: 'dist', files: ['a.yaml'] } },
  ],
  invalid: [
    {
      name: 'a link where a file goes',
      input: { out: 'dist', adopt: true, before: { dist: null, 'dist/a.yaml': '-> /etc/passwd' }, files: ['a.yaml'] },
      findings: [{ at: 'a.yaml' }],
    },
    {
      name: 'a link where a folder goes',
      input: {
        out: 'dist',
        adopt: true,
        before: { dist: null, other: null, 'dist/clusters': '-> ../other' },
        files: ['clusters/a.yaml'],
      },
      findings: [{ at: 'clusters' }],
    },
  ],
});
