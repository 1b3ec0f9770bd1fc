import { defineInputRule } from '../rule';

/** Applied by the writer before it changes anything, and while it does. */
export default defineInputRule('writer', {
  applies: 'the writer',
  severity: 'error',
  summary: 'the output overwrites only its own files',
  why: 'a file that the last inventory does not list was made by somebody else, and may be the only copy',
  fix: 'move it away, or remove it if the new output is to take its place',
  waive: 'never',
  source: 'docs/adr/0003-writer.md',
  valid: [
    {
      name: 'a file of the same content: it is taken over',
      input: {
        out: 'dist',
        adopt: true,
        before: { dist: null, 'dist/a.yaml': 'content of a.yaml' },
        files: ['a.yaml'],
      },
    },
    {
      name: 'a file elsewhere',
      input: { out: 'dist', adopt: true, before: { dist: null, 'dist/b.yaml': 'x' }, files: ['a.yaml'] },
    },
  ],
  invalid: [
    {
      name: 'a file with other content',
      input: { out: 'dist', adopt: true, before: { dist: null, 'dist/a.yaml': 'x' }, files: ['a.yaml'] },
      findings: [{ at: 'a.yaml' }],
    },
    {
      name: 'a directory where a file goes',
      input: {
        out: 'dist',
        adopt: true,
        before: { dist: null, 'dist/a.yaml': null, 'dist/a.yaml/x': 'x' },
        files: ['a.yaml'],
      },
      findings: [{ at: 'a.yaml' }],
    },
  ],
});
