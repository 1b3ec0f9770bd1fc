import { defineInputRule } from '../rule';

/** A patch of an object takes away what is not there. */
export default defineInputRule('render', {
  applies: 'an object that is rendered',
  severity: 'warning',
  summary: 'every patch that takes something away finds it',
  why: 'a patch whose path is misspelt, or has moved in a newer version, changes nothing: what it was to take away is still applied',
  fix: 'name the path as it stands in the rendered manifest, or drop the patch',
  waive: 'never',
  source: 'https://datatracker.ietf.org/doc/html/rfc6902#section-4.2',
  valid: [
    {
      name: 'a patch that takes a field away',
      input: { data: { mode: 'fast' }, patch: [{ op: 'remove', path: '/data/mode' }] },
    },
    {
      name: 'a key with a slash, as a JSON pointer writes it',
      input: { data: { 'a/b~c': 'x' }, patch: [{ op: 'remove', path: '/data/a~1b~0c' }] },
    },
  ],
  invalid: [
    {
      name: 'a path that is misspelt',
      input: { data: { mode: 'fast' }, patch: [{ op: 'remove', path: '/data/model' }] },
      findings: [{ at: 'patches.0', got: 'remove /data/model, which takes nothing away: there is no model in /data' }],
    },
    {
      name: 'a second patch that takes away the same',
      input: {
        data: { mode: 'fast' },
        patch: [
          { op: 'remove', path: '/data/mode' },
          { op: 'remove', path: '/data/mode' },
        ],
      },
      findings: [{ at: 'patches.1' }],
    },
  ],
});
