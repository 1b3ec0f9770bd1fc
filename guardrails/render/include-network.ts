import { defineInputRule } from '../rule';

/** A vendored file that is none. */
export default defineInputRule('construct', {
  applies: 'VendoredManifests',
  severity: 'error',
  summary: 'manifests from elsewhere are files of the project, not URLs',
  why: 'what a URL gives changes without a review, and the output can no longer be built without a network',
  fix: 'download the file, review it, commit it, and give its path and sha256',
  waive: 'never',
  source: 'docs/findings.md',
  valid: [
    { name: 'a file of the project', input: { file: 'vendor/crds.yaml' } },
    { name: 'a file whose name looks a little like a URL', input: { file: 'vendor/https-example.yaml' } },
  ],
  invalid: [
    {
      name: 'a URL',
      input: { file: 'https://example.com/x.yaml' },
      findings: [{ at: 'file', got: 'https://example.com/x.yaml' }],
    },
    { name: 'another protocol', input: { file: 'git+ssh://git.example.org/x.yaml' }, findings: [{ at: 'file' }] },
  ],
});
