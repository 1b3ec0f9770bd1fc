import { defineInputRule } from '../rule';

/** Applied by the writer before it changes anything, and while it does. */
export default defineInputRule('writer', {
  applies: 'the writer',
  severity: 'error',
  summary: 'a directory that holds other files is adopted on purpose',
  why: 'a directory that is not empty and has no inventory belongs to somebody: a mistyped --out must not mix the output into it',
  fix: 'pass --adopt to write beside those files, which stay as they are, or give another directory',
  waive: 'never',
  source: 'docs/adr/0003-writer.md',
  valid: [
    {
      name: 'other files, adopted',
      input: { out: 'dist', adopt: true, before: { dist: null, 'dist/README.md': 'x' }, files: ['a.yaml'] },
    },
    { name: 'an empty directory', input: { out: 'dist', before: { dist: null }, files: ['a.yaml'] } },
  ],
  invalid: [
    {
      name: 'other files',
      input: { out: 'dist', before: { dist: null, 'dist/README.md': 'x' }, files: ['a.yaml'] },
      findings: [{ at: 'dist' }],
    },
    {
      name: 'a Git checkout',
      input: { out: 'dist', before: { dist: null, 'dist/.git': null }, files: ['a.yaml'] },
      findings: [{ at: 'dist' }],
    },
  ],
});
