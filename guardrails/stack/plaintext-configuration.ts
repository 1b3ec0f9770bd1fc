import { defineInputRule } from '../rule';

/** Secrets in Pulumi's files are encrypted. */
export default defineInputRule('render', {
  applies: 'the files of a Pulumi project',
  severity: 'error',
  summary: 'no secret stands in clear in Pulumi.yaml or in a Pulumi.<stack>.yaml',
  why: 'the files are committed, and a value in clear is no secret to Pulumi either: it lands in the state and in every preview',
  fix: 'pulumi config set --secret <key>, then make the secret anew where it comes from: this one is in Git',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/secrets/',
  valid: [
    {
      name: 'an encrypted secret beside a plain value',
      input: {
        file: 'Pulumi.backup.yaml',
        text: 'config:\n  site:pve-api-token:\n    secure: v1:bm90LXJlYWwh:bm90LWEtcmVhbC1jaXBoZXJ0ZXh0\n  site:note: nightly\n',
      },
    },
    { name: 'no configuration', input: { file: 'Pulumi.backup.yaml', text: '# set the secrets first\nconfig: {}\n' } },
    {
      name: 'a schema in the project file',
      input: { file: 'Pulumi.yaml', text: 'name: site\nconfig:\n  api-token:\n    type: string\n    secret: true\n' },
    },
    {
      name: 'an encrypted secret inside an object',
      input: {
        file: 'Pulumi.hosts.yaml',
        text: 'config:\n  site:ssh:\n    user: root\n    privateKey:\n      secure: AAABANhc5sTNa3bEJmuMGLiaR0ZkE7BUmQ==\n',
      },
    },
  ],
  invalid: [
    {
      name: 'a token',
      input: { file: 'Pulumi.backup.yaml', text: 'config:\n  site:pve-api-token: not-a-real-token\n' },
      findings: [{ at: 'config["site:pve-api-token"]', got: 'a value in clear' }],
    },
    {
      name: 'a password that says of itself that it is not secure',
      input: {
        file: 'Pulumi.backup.yaml',
        text: 'config:\n  proxmox:password:\n    secure: false\n    value: not-a-real-password\n',
      },
      findings: [{ at: 'config["proxmox:password"]', got: 'a value in clear' }],
    },
    {
      name: 'a secret in clear where ciphertext belongs',
      input: { file: 'Pulumi.backup.yaml', text: 'config:\n  proxmoxve:apiToken:\n    secure: hunter2\n' },
      findings: [{ at: 'config["proxmoxve:apiToken"]', got: 'a text under secure: that is no ciphertext' }],
    },
    {
      name: 'inside an object, and a default in the project file',
      input: {
        file: 'Pulumi.yaml',
        text: 'name: site\nconfig:\n  ssh:\n    value:\n      password: not-a-real-password\n  pin:\n    secret: true\n    default: 4711\n',
      },
      findings: [
        { at: 'config.ssh.value.password', got: 'a value in clear' },
        { at: 'config.pin', got: 'a value in clear' },
      ],
    },
    {
      name: 'a file that is no YAML: nobody can say what it holds',
      input: { file: 'Pulumi.backup.yaml', text: 'config: {' },
      findings: [{ at: '', got: 'a file that is no YAML' }],
    },
  ],
});
