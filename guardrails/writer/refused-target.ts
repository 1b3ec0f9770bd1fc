import { defineInputRule } from '../rule';

/** Applied by the writer before it changes anything, and while it does. */
export default defineInputRule('writer', {
  applies: 'the writer',
  severity: 'error',
  summary: 'the output has a directory of its own',
  why: 'the output replaces what an earlier output left there: a root, a home or a directory of Git must never be a target',
  fix: 'give another directory with --out',
  waive: 'never',
  source: 'docs/adr/0003-writer.md',
  valid: [
    { name: 'a directory that is not there yet', input: { out: 'dist', files: ['a.yaml'] } },
    { name: 'an empty directory', input: { out: 'dist', before: { dist: null }, files: ['a.yaml'] } },
  ],
  invalid: [
    {
      name: 'the root of the file system',
      input: { out: '/', files: ['a.yaml'] },
      findings: [{ at: '/', got: 'the root of the file system' }],
    },
    {
      name: 'a home directory',
      input: { out: 'the home', files: ['a.yaml'] },
      findings: [{ at: 'the home', got: 'a home directory' }],
    },
    {
      name: 'a file',
      input: { out: 'dist', before: { dist: 'a file' }, files: ['a.yaml'] },
      findings: [{ at: 'dist', got: 'a file' }],
    },
    {
      name: 'a directory inside .git',
      input: { out: '.git/dist', files: ['a.yaml'] },
      findings: [{ at: '.git/dist', got: 'a place inside .git' }],
    },
  ],
});
