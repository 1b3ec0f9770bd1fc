import { defineInputRule } from '../rule';

/** An order needs a beginning. */
export default defineInputRule('render', {
  applies: 'the dependencies of a stack',
  severity: 'error',
  summary: 'no construct waits for itself through its dependencies',
  why: 'nothing in the circle can be made first: objects, charts and host resources alike are applied in the order of their dependencies',
  fix: 'take out the dependency that the message shows last, or move what both need into a construct of its own',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/options/dependson/',
  valid: [
    {
      name: 'a chain',
      input: {
        edges: [
          ['job', 'storage'],
          ['storage', 'token'],
        ],
      },
    },
    {
      name: 'two ways to one thing',
      input: {
        edges: [
          ['a', 'b'],
          ['a', 'c'],
          ['b', 'd'],
          ['c', 'd'],
        ],
      },
    },
  ],
  invalid: [
    {
      name: 'two that wait for each other',
      input: {
        edges: [
          ['job', 'storage'],
          ['storage', 'job'],
        ],
      },
      findings: [{ at: 'dependencies', got: 'row/job -> row/storage -> row/job' }],
    },
    {
      name: 'a longer way round',
      input: {
        edges: [
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'a'],
        ],
      },
      findings: [{ at: 'dependencies', got: 'row/a -> row/b -> row/c -> row/a' }],
    },
  ],
});
