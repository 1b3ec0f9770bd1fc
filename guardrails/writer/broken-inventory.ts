import { defineInputRule } from '../rule';

/** Applied by the writer before it changes anything, and while it does. */
export default defineInputRule('writer', {
  applies: 'the writer',
  severity: 'error',
  summary: 'the inventory of the last output can be read',
  why: 'without it nobody can tell our files from those of others, and a guess would overwrite or remove one',
  fix: 'take inventory.json back from Git, or remove it and write with --adopt',
  waive: 'never',
  source: 'docs/adr/0003-writer.md',
  valid: [
    { name: 'the inventory of an earlier run', input: { out: 'dist', ran: ['a.yaml'], files: ['b.yaml'] } },
    { name: 'no inventory', input: { out: 'dist', files: ['a.yaml'] } },
  ],
  invalid: [
    {
      name: 'no JSON',
      input: { out: 'dist', before: { dist: null, 'dist/inventory.json': '<<<<<<< HEAD' }, files: ['a.yaml'] },
      findings: [{ at: 'inventory.json' }],
    },
    {
      name: 'JSON of somebody else',
      input: { out: 'dist', before: { dist: null, 'dist/inventory.json': '{"version":1}' }, files: ['a.yaml'] },
      findings: [{ at: 'inventory.json' }],
    },
  ],
});
