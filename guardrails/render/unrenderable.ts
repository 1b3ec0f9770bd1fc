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
      findings: [{ at: 'patches.0' }],
    },
    {
      name: 'a patch inside something that is not there',
      input: { data: { mode: 'fast' }, patch: [{ op: 'add', path: '/spec/speed', value: 2 }] },
      findings: [{ at: 'patches.0', got: 'add /spec/speed, which does not apply: there is no spec in the manifest' }],
    },
    {
      name: 'a patch that tests for another value',
      input: { data: { mode: 'fast' }, patch: [{ op: 'test', path: '/data/mode', value: 'slow' }] },
      findings: [
        { at: 'patches.0', got: 'test /data/mode, which does not find that value: /data/mode is another string' },
      ],
    },
    {
      name: 'several values at once: each is named',
      input: { data: { mode: NaN, speeds: [1, Infinity] } },
      findings: [
        { at: 'data.mode', got: 'NaN' },
        { at: 'data.speeds.1', got: 'Infinity' },
      ],
    },
    {
      name: 'a patch that takes the name away',
      input: { data: { mode: 'fast' }, patch: [{ op: 'remove', path: '/metadata/name' }] },
      findings: [{ at: 'metadata.name', got: 'nothing' }],
    },
  ],
});
