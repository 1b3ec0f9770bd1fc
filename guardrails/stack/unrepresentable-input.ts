import { defineInputRule } from '../rule';

/** Inputs are data: what plan.json shows is what the provider is given. */
export default defineInputRule('construct', {
  applies: 'HostResource',
  severity: 'error',
  summary: 'every input is JSON: text, finite numbers, booleans, null, lists and plain objects',
  why: 'plan.json and the provider would be given something else, or nothing: JSON turns NaN into null and a Map into {}, and drops a function',
  fix: 'write the value as text or number in the form that the provider takes',
  waive: 'never',
  source: 'https://www.rfc-editor.org/rfc/rfc8259#section-3',
  valid: [
    { name: 'lists and objects of every scalar', input: { value: { a: ['x', 1.5, true, null], b: {} } } },
    { name: 'one object in two places', input: { unusual: 'an object twice' } },
    { name: 'a member that is undefined: it is left out', input: { unusual: 'an undefined member' } },
    { name: 'an output of another resource', input: { refersTo: 'this stack' } },
  ],
  invalid: [
    {
      name: 'a number that JSON cannot hold',
      input: { unusual: 'a BigInt' },
      findings: [{ at: 'inputs.value', got: 'a bigint' }],
    },
    { name: 'no number', input: { unusual: 'NaN' }, findings: [{ at: 'inputs.value', got: 'NaN' }] },
    {
      name: 'a number without end, in a list',
      input: { unusual: 'Infinity in a list' },
      findings: [{ at: 'inputs.value[1]', got: 'Infinity' }],
    },
    {
      name: 'a date, in an object',
      input: { unusual: 'a Date in an object' },
      findings: [{ at: 'inputs.value.expires', got: 'a Date' }],
    },
    { name: 'a map', input: { unusual: 'a Map' }, findings: [{ at: 'inputs.value', got: 'a Map' }] },
    { name: 'a function', input: { unusual: 'a function' }, findings: [{ at: 'inputs.value', got: 'a function' }] },
    {
      name: 'a hole in a list',
      input: { unusual: 'undefined in a list' },
      findings: [{ at: 'inputs.value[0]', got: 'undefined' }],
    },
    {
      name: 'an object that contains itself',
      input: { unusual: 'a cycle' },
      findings: [{ at: 'inputs.value.self', got: 'an object that contains itself' }],
    },
  ],
});
