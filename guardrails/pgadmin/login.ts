import { defineInputRule } from '../rule';

/** pgAdmin ends at its start if it cannot make its first account. */
export default defineInputRule('construct', {
  applies: 'PgAdmin',
  severity: 'error',
  summary: 'the first account of pgAdmin has an address of mail',
  lesson:
    'article 00, section 6, warns of a database interface with default credentials; here there is none without a sealed password',
  why: 'the container ends at its start with an address that it does not take, and starts again for ever',
  fix: 'write an address: admin@home.example; nothing is ever sent to it',
  waive: 'never',
  source: 'https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html',
  valid: [
    { name: 'an address', input: { login: { email: 'admin@home.example', secretName: 'login' } } },
    { name: 'a domain of one word', input: { login: { email: 'db.team+1@home', secretName: 'login' } } },
  ],
  invalid: [
    {
      name: 'a name alone',
      input: { login: { email: 'admin', secretName: 'login' } },
      findings: [{ at: 'props.login.email', got: '"admin"' }],
    },
    {
      name: 'two dots, and a domain that begins with a hyphen',
      input: { login: { email: 'a..b@-x.example', secretName: 'login' } },
      findings: [{ at: 'props.login.email' }],
    },
    {
      name: 'a quote, which the start of the container would take for the end of a text',
      input: { login: { email: "o'hara@home.example", secretName: 'login' } },
      findings: [{ at: 'props.login.email', got: '"o\'hara@home.example"' }],
    },
  ],
});
