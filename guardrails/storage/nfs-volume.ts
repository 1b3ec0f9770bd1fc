import { defineInputRule } from '../rule';

/** None of this can be changed once the volume exists. */
export default defineInputRule('construct', {
  applies: 'NfsVolume',
  severity: 'error',
  summary: 'an NfsVolume has an absolute path, a size, and options of mount that leave its version alone',
  why: 'the kubelet fails to mount it, or mounts something else, and a volume cannot be mended: it must be made anew',
  fix: 'write the path as the server exports it, and a size such as 500Gi',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#nfs',
  valid: [
    { name: 'a directory', input: { path: '/export/media', capacity: '500Gi' } },
    { name: 'with an option', input: { path: '/export/media', capacity: '500Gi', mountOptions: ['noatime'] } },
  ],
  invalid: [
    {
      name: 'a path that begins nowhere',
      input: { path: 'export/media', capacity: '500Gi' },
      findings: [{ at: 'props.path', got: '"export/media"' }],
    },
    {
      name: 'a path that leads out of what is exported',
      input: { path: '/export/../etc', capacity: '500Gi' },
      findings: [{ at: 'props.path', got: '"/export/../etc"' }],
    },
    {
      name: 'a size without a unit that exists',
      input: { path: '/export/media', capacity: '500GB' },
      findings: [{ at: 'props.capacity', got: '"500GB"' }],
    },
    {
      name: 'no size',
      input: { path: '/export/media', capacity: '0' },
      findings: [{ at: 'props.capacity', got: '"0"' }],
    },
    {
      name: 'another version',
      input: { path: '/export/media', capacity: '500Gi', mountOptions: ['noatime', 'vers=3'] },
      findings: [{ at: 'props.mountOptions[1]', got: '"vers=3"' }],
    },
    {
      name: 'another version, in the short way',
      input: { path: '/export/media', capacity: '500Gi', mountOptions: ['v3', 'v4.2'] },
      findings: [{ at: 'props.mountOptions[0]', got: '"v3"' }],
    },
    {
      name: 'two options in one',
      input: { path: '/export/media', capacity: '500Gi', mountOptions: ['noatime,soft'] },
      findings: [{ at: 'props.mountOptions[0]', got: '"noatime,soft"' }],
    },
  ],
});
