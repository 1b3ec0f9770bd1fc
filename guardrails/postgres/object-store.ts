import { defineInputRule } from '../rule';

/** What an S3 server or the plugin would refuse, long after the database is there. */
export default defineInputRule('construct', {
  applies: 'ObjectStore',
  severity: 'error',
  summary:
    'an ObjectStore names a bucket, a path and a retention that can be, and an authority only where there is TLS',
  why: 'the plugin finds out when it archives the first WAL: the database runs, and nothing of it is saved',
  fix: 'write the bucket as the S3 server has it, and the retention as a number of days, weeks or months',
  waive: 'never',
  source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/',
  valid: [
    { name: 'a bucket, kept for 30 days', input: {} },
    {
      name: 'a path inside a bucket, kept for three months',
      input: { prefix: 'home/databases', retentionPolicy: '3m' },
    },
    { name: 'a server with TLS in front of it, and its authority', input: { tls: true, ca: { secretName: 's3-ca' } } },
  ],
  invalid: [
    {
      name: 'a retention that the plugin does not read',
      input: { retentionPolicy: '30 days' },
      findings: [{ at: 'props.retentionPolicy', got: '"30 days"' }],
    },
    {
      name: 'a bucket with its scheme',
      input: { bucket: 's3://postgres' },
      findings: [{ at: 'props.bucket', got: '"s3://postgres"' }],
    },
    {
      name: 'a path that leaves the bucket',
      input: { prefix: '../other' },
      findings: [{ at: 'props.prefix', got: '"../other"' }],
    },
    {
      name: 'an authority for a server that has no TLS',
      input: { ca: { secretName: 's3-ca' } },
      findings: [{ at: 'props.ca', got: 'an authority for s3.example.internal, which answers without TLS' }],
    },
  ],
});
