import type { Rendered } from '../../constructs/model';
import { REDACTED } from '../engine/scrub';
import { SEALED_VALUE } from '../engine/sealed-example';
import { literalSecrets } from '../engine/secrets';
import { defineStructureRule } from '../rule';

const FIX = 'commit it sealed (a SealedSecret), or refer to a Secret that is created outside the repository';
const HOST_FIX = 'set it with `pulumi config set --secret` and pass secretConfig(key)';

const deployment = (container: Readonly<Record<string, unknown>>) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'ddns', namespace: 'dns' },
  spec: {
    selector: { matchLabels: { app: 'ddns' } },
    template: {
      metadata: { labels: { app: 'ddns' } },
      spec: { containers: [{ name: 'ddns', image: 'ghcr.io/example/ddns:1.4.0', ...container }] },
    },
  },
});

const sealedWith = (data: Readonly<Record<string, string>>) => ({
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata: { name: 'app', namespace: 'apps' },
  spec: { encryptedData: { password: SEALED_VALUE }, template: { data } },
});

/** Whatever stands in a manifest or a plan stands in Git for ever. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'no secret stands in clear in either plane',
  lesson: 'article 04 seals its object storage credentials before they reach Git',
  why: 'what is rendered is committed, mirrored, printed by kubectl describe and kept in backups; it cannot be taken back',
  fix: FIX,
  waive: 'when the value is public: the URL in an Argo CD repository Secret, a key pair published for tests',
  source: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  check: (object, { leaves }) =>
    literalSecrets(object, leaves).map(({ at, sign }) => ({
      at,
      got: `${REDACTED} (${sign})`,
      expected: 'a reference to a Secret, or a sealed value',
      ...(object.plane === 'host' ? { fix: HOST_FIX } : {}),
    })),
  valid: [
    {
      name: 'fields that hold the names of Secrets, and ciphertext under the name of a secret',
      objects: [
        {
          apiVersion: 'bitnami.com/v1alpha1',
          kind: 'SealedSecret',
          metadata: { name: 'pg-superuser', namespace: 'databases' },
          spec: { encryptedData: { password: 'AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq' }, template: { type: 'Opaque' } },
        },
        {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'Cluster',
          metadata: { name: 'pg-main', namespace: 'databases' },
          spec: {
            instances: 3,
            storage: { size: '20Gi' },
            superuserSecret: { name: 'pg-superuser' },
            certificates: { serverCASecret: 'pg-main-ca' },
            managed: { roles: [{ name: 'reader', passwordSecret: { name: 'pg-reader' } }] },
          },
        },
      ],
    },
    {
      name: 'a variable that is filled from a Secret, and a flag that uses it',
      objects: [
        deployment({
          args: ['--api-token=$(CLOUDFLARE_API_TOKEN)', '--token-file', '/run/secrets/token', '--zone=example.org'],
          env: [{ name: 'CLOUDFLARE_API_TOKEN', valueFrom: { secretKeyRef: { name: 'cloudflare', key: 'token' } } }],
        }),
      ],
    },
    {
      name: 'a text that the controller fills with sealed values',
      objects: [sealedWith({ 'app.ini': '[smtp]\npassword = {{ .password }}\n' })],
    },
    {
      name: 'a secret of the stack configuration',
      resources: [
        {
          type: 'proxmoxve:storage/pbs:Pbs',
          name: 'pbs-main',
          inputs: { password: '${secret:pbsTokenSecret}', username: 'backup@pbs!pve' },
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'a Secret in plain text, and one in base64',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'cloudflare-api-token', namespace: 'cert-manager' },
          stringData: { 'api-token': 'not-a-real-token' },
        },
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'grafana', namespace: 'monitoring' },
          data: { 'admin-user': 'b3BlcmF0b3I=' },
        },
      ],
      findings: [
        { at: 'stringData.api-token', got: '<redacted> (stringData of a Secret)' },
        { at: 'data.admin-user', got: '<redacted> (data of a Secret; base64 is no encryption)' },
      ],
    },
    {
      name: 'a variable, a flag with its value beside it, and a URL',
      objects: [
        deployment({
          args: ['--api-token', 'not-a-real-token', '--database=postgres://app:not-real@pg-main-rw/app'],
          env: [{ name: 'SMTP_PASSWORD', value: 'not-a-real-password' }],
        }),
      ],
      findings: [
        { at: 'spec.template.spec.containers[0].args[1]', got: '<redacted> (the flag --api-token)' },
        { at: 'spec.template.spec.containers[0].args[2]', got: '<redacted> (a URL with a password)' },
        { at: 'spec.template.spec.containers[0].env[0].value', got: '<redacted> (the name SMTP_PASSWORD)' },
      ],
    },
    {
      name: 'configuration in a ConfigMap',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'app', namespace: 'apps' },
          data: { SESSION_SECRET: 'not-a-real-secret', 'app.ini': '[database]\nuser = app\npassword = not-real-1\n' },
        },
      ],
      findings: [
        { at: 'data.SESSION_SECRET', got: '<redacted> (the name SESSION_SECRET)' },
        { at: 'data["app.ini"]', got: '<redacted> (the name password in a text)' },
      ],
    },
    {
      name: 'configuration of one line, with a comment, in JSON and in base64',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'app', namespace: 'apps' },
          data: {
            'app.json': '{"user":"app","password":"not-real-1"}',
            'app.env': 'DB_PASSWORD=not-real-2',
            'app.ini': 'password = not-real-3 # of the database',
          },
          binaryData: { 'app.yaml': 'cGFzc3dvcmQ6IG5vdC1yZWFsLTQK' },
        },
      ],
      findings: [
        { at: 'binaryData["app.yaml"]', got: '<redacted> (the name password in a text, in base64)' },
        { at: 'data["app.env"]', got: '<redacted> (the name DB_PASSWORD in a text)' },
        { at: 'data["app.ini"]', got: '<redacted> (the name password in a text)' },
        { at: 'data["app.json"]', got: '<redacted> (the name password in a text)' },
      ],
    },
    {
      name: 'what a SealedSecret adds to its sealed values in clear',
      objects: [
        sealedWith({
          'app.ini': '[smtp]\nuser = app\npassword = not-real-1\n',
          CLIENT_SECRET: 'not-real-2',
          url: '{{ .host }}',
        }),
      ],
      findings: [
        { at: 'spec.template.data.CLIENT_SECRET', got: '<redacted> (the name CLIENT_SECRET)' },
        { at: 'spec.template.data["app.ini"]', got: '<redacted> (the name password in a text)' },
      ],
    },
    {
      name: 'a header of a probe',
      objects: [
        deployment({
          livenessProbe: {
            httpGet: {
              path: '/',
              port: 80,
              httpHeaders: [{ name: 'Authorization', value: 'Bearer not-a-real-token' }],
            },
          },
        }),
      ],
      findings: [
        {
          at: 'spec.template.spec.containers[0].livenessProbe.httpGet.httpHeaders[0].value',
          got: '<redacted> (an Authorization header)',
        },
      ],
    },
    {
      name: 'host inputs: a literal, and a configuration value that is not marked secret',
      resources: [
        { type: 'proxmoxve:storage/pbs:Pbs', name: 'pbs-main', inputs: { password: 'not-a-real-password' } },
        { type: 'proxmoxve:storage/pbs:Pbs', name: 'pbs-offsite', inputs: { encryptionKey: '${config:pbsKey}' } },
      ],
      findings: [
        { at: 'inputs.password', got: '<redacted> (an input that the provider keeps secret)' },
        {
          at: 'inputs.encryptionKey',
          got: '<redacted> (an input that the provider keeps secret, filled from the configuration value pbsKey, which is stored in clear)',
        },
      ],
    },
  ],
});
