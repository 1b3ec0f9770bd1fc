import { defineInputRule } from '../rule';

/** Two applications that wait for each other wait for ever. */
export default defineInputRule('construct', {
  applies: 'wavesOf',
  severity: 'error',
  summary: 'no applications wait for each other',
  why: 'there is no order in which each comes after what it needs: the first sync of a new cluster never ends',
  fix: 'move what one of them needs into an application of its own',
  waive: 'never',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  valid: [
    { name: 'a chain', input: { needs: { site: ['operator'], operator: ['namespaces'], namespaces: [] } } },
    { name: 'something that was there before', input: { needs: { site: ['by-hand'] } } },
    { name: 'two ways to one', input: { needs: { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] } } },
  ],
  invalid: [
    {
      name: 'two of each other',
      input: { needs: { classes: ['storage'], storage: ['classes'] } },
      findings: [{ at: 'needs', got: 'classes -> storage -> classes' }],
    },
    {
      name: 'a longer way round',
      input: { needs: { a: ['b'], b: ['c'], c: ['b'] } },
      findings: [{ at: 'needs', got: 'b -> c -> b' }],
    },
  ],
});
