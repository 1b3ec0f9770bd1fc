import { defineInputRule } from '../rule';

/** Applied by the writer before it changes anything, and while it does. */
export default defineInputRule('writer', {
  applies: 'the writer',
  severity: 'error',
  summary: 'an output replaces the output of its own site only',
  why: 'what the new output does not hold is removed: with one forgotten --out a second site would take away every manifest of the first, and Argo CD would prune what runs',
  fix: 'give another directory with --out, or pass --adopt if this site takes the place of that one',
  waive: 'never',
  source: 'docs/adr/0003-writer.md',
  valid: [
    {
      name: 'the same site again',
      input: { out: 'dist', owner: 'home', ranBy: 'home', ran: ['a.yaml'], files: ['b.yaml'] },
    },
    {
      name: 'an output whose inventory names no site yet',
      input: { out: 'dist', owner: 'home', ran: ['a.yaml'], files: ['b.yaml'] },
    },
    {
      name: 'a site under its new name, adopted',
      input: { out: 'dist', owner: 'homelab', ranBy: 'home', ran: ['a.yaml'], files: ['a.yaml'], adopt: true },
    },
  ],
  invalid: [
    {
      name: 'a second site without a directory of its own',
      input: { out: 'dist', owner: 'office', ranBy: 'home', ran: ['a.yaml'], files: ['b.yaml'] },
      findings: [{ at: 'dist', got: 'the output of home' }],
    },
    {
      name: 'a second site whose files have the same names',
      input: { out: 'dist', owner: 'office', ranBy: 'home', ran: ['a.yaml'], files: ['a.yaml'] },
      findings: [{ at: 'dist', got: 'the output of home' }],
    },
  ],
});
