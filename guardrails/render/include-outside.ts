import { defineInputRule } from '../rule';

/** A file that is not the project's must not end in its repository. */
export default defineInputRule('construct', {
  applies: 'VendoredManifests',
  severity: 'error',
  summary: 'a vendored file lies inside the project, symbolic links followed',
  why: 'a path out of the project copies a file of this machine into the GitOps repository, and fails on every other machine',
  fix: 'copy the file into the project and give its path from the root',
  waive: 'never',
  source: 'https://cwe.mitre.org/data/definitions/22.html',
  valid: [
    { name: 'a file of the project', input: { file: 'vendor/crds.yaml' } },
    { name: 'a way through a folder and back', input: { file: 'vendor/../vendor/crds.yaml' } },
  ],
  invalid: [
    { name: 'a URL of a local file', input: { file: 'file:///etc/hostname' }, findings: [{ at: 'file' }] },
    { name: 'an absolute path', input: { file: '/etc/hostname' }, findings: [{ at: 'file', got: '/etc/hostname' }] },
    { name: 'a path that climbs out', input: { file: '../outside.yaml' }, findings: [{ at: 'file' }] },
    { name: 'a symbolic link that leads out', input: { file: 'vendor/link.yaml' }, findings: [{ at: 'file' }] },
    {
      name: 'a file that is not there',
      input: { file: 'vendor/none.yaml' },
      findings: [{ at: 'file', got: 'vendor/none.yaml, which is not there' }],
    },
  ],
});
