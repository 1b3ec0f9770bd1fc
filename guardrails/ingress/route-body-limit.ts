import { defineInputRule } from '../rule';

/** Traefik takes a number of bytes, and nothing that looks like one. */
export default defineInputRule('construct', {
  applies: 'Route',
  severity: 'error',
  summary: 'the body limit of a route is a whole number of bytes above 0',
  lesson:
    'article 00 gives pgAdmin 16m in the words of nginx; as a quantity of Kubernetes that is a sixtieth of a byte',
  why: 'Traefik reads 0 as no limit, and a wrong unit either refuses every upload or lets all of them through',
  fix: 'write a quantity: 16Mi',
  waive: 'never',
  source: 'https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/buffering/',
  valid: [
    { name: '16 mebibytes', input: { bodyLimit: '16Mi' } },
    { name: 'bytes', input: { bodyLimit: '1000000' } },
  ],
  invalid: [
    {
      name: 'the unit of article 00',
      input: { bodyLimit: '16m' },
      findings: [{ at: 'props.bodyLimit', got: '"16m"' }],
    },
    { name: 'nothing at all', input: { bodyLimit: '0' }, findings: [{ at: 'props.bodyLimit', got: '"0"' }] },
    { name: 'less than nothing', input: { bodyLimit: '-1Mi' }, findings: [{ at: 'props.bodyLimit', got: '"-1Mi"' }] },
    { name: 'a unit that is none', input: { bodyLimit: '16MB' }, findings: [{ at: 'props.bodyLimit' }] },
  ],
});
