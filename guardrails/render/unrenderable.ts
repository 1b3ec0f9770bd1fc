import { defineInputRule } from '../rule';

/** An object that cannot be written as it was meant. */
export default defineInputRule('render', {
  applies: 'an object that is rendered',
  severity: 'error',
  summary: 'every object is plain data with an API version, a kind and a name, and every patch of it applies',
  why: 'what is no plain data is dropped in silence, or printed as something else: a key __proto__ disappears, NaN becomes .nan',
  fix: 'give the field plain data: texts, finite numbers, booleans, lists and maps of them',
  waive: 'never',
  source: 'https://datatracker.ietf.org/doc/html/rfc8259#section-6',
  valid: [
    { name: 'a key that JavaScript has a use for', input: { data: { constructor: 'x', toString: 'y' } } },
    {
      name: 'a patch that applies',
      input: { data: { mode: 'fast' }, patch: [{ op: 'replace', path: '/data/mode', value: 'slow' }] },
    },
  ],
  invalid: [
    {
      name: 'a key that JavaScript loses',
      input: { json: '{"data": {"__proto__": "x", "a": "1"}}' },
      findings: [{ at: 'data.__proto__', got: 'a key __proto__' }],
    },
    {
      name: 'a patch through the prototype of every object',
      input: { data: { mode: 'fast' }, patch: [{ op: 'add', path: '/__proto__/polluted', value: 'yes' }] },
      findings: [{ at: 'patches' }],
    },
    {
      name: 'a patch inside something that is not there',
      input: { data: { mode: 'fast' }, patch: [{ op: 'add', path: '/spec/speed', value: 2 }] },
      findings: [{ at: 'patches' }],
    },
    {
      name: 'a patch that takes the name away',
      input: { data: { mode: 'fast' }, patch: [{ op: 'remove', path: '/metadata/name' }] },
      findings: [{ at: 'metadata.name', got: 'nothing' }],
    },
  ],
});
