import { defineInputRule } from '../rule';

/** Somebody reviewed one file, and another one is there. */
export default defineInputRule('construct', {
  applies: 'VendoredManifests',
  severity: 'error',
  summary: 'a vendored file has the sha256 that its user gives',
  why: 'thousands of vendored lines are reviewed once; the sha256 says that these are still the ones',
  fix: 'review what changed in the file, then give its sha256',
  waive: 'never',
  source: 'https://csrc.nist.gov/pubs/fips/180-4/upd1/final',
  valid: [
    { name: 'the sha256 of the file', input: { file: 'vendor/crds.yaml' } },
    { name: 'the same in upper case', input: { file: 'vendor/crds.yaml', upperCase: true } },
  ],
  invalid: [
    {
      name: 'the sha256 of another file',
      input: { file: 'vendor/crds.yaml', sha256: '0'.repeat(64) },
      findings: [{ at: 'sha256' }],
    },
    { name: 'none', input: { file: 'vendor/crds.yaml', sha256: '' }, findings: [{ at: 'sha256' }] },
  ],
});
