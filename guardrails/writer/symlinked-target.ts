import { defineInputRule } from '../rule';

/** Applied by the writer before it changes anything, and while it does. */
export default defineInputRule('writer', {
  applies: 'the writer',
  severity: 'error',
  summary: 'the target is a directory itself, not a link to one',
  why: 'through a link the output replaces files in a place that nobody named: a second repository, or a live one',
  fix: 'give the directory that the link leads to',
  waive: 'never',
  source: 'docs/adr/0003-writer.md',
  valid: [
    { name: 'a directory', input: { out: 'dist', before: { dist: null }, files: ['a.yaml'] } },
    {
      name: 'a directory behind a linked parent',
      input: { out: 'link/dist', before: { real: null, link: '-> real' }, files: ['a.yaml'] },
    },
  ],
  invalid: [
    {
      name: 'a link to a directory',
      input: { out: 'dist', before: { real: null, dist: '-> real' }, files: ['a.yaml'] },
      findings: [{ at: 'dist', got: 'a symlink to real' }],
    },
    {
      name: 'a link that leads nowhere',
      input: { out: 'dist', before: { dist: '-> gone' }, files: ['a.yaml'] },
      findings: [{ at: 'dist', got: 'a symlink to gone' }],
    },
  ],
});
