import { defineInputRule } from '../rule';

/** Applied by the writer before it changes anything, and while it does. */
export default defineInputRule('writer', {
  applies: 'the writer',
  severity: 'error',
  summary: 'every path of the output can be checked out on every system, and is unlike any other',
  why: 'a path that leaves the target, or that two files share on a system that is blind to case, loses a file in silence',
  fix: 'rename the object or the host file that this file is named after',
  waive: 'never',
  source: 'docs/adr/0003-writer.md',
  valid: [
    { name: 'ordinary paths', input: { out: 'dist', files: ['clusters/home/a.yaml', 'clusters/home/b.yaml'] } },
    { name: 'a device name as a part of a name', input: { out: 'dist', files: ['configmap_con.yaml'] } },
  ],
  invalid: [
    {
      name: 'a path that leaves the target',
      input: { out: 'dist', files: ['../a.yaml'] },
      findings: [{ at: '../a.yaml', got: 'a path that has a segment of dots' }],
    },
    {
      name: 'two paths that differ by case only',
      input: { out: 'dist', files: ['A.yaml', 'a.yaml'] },
      findings: [{ at: 'a.yaml', got: 'a path that differs from A.yaml by case or composition only' }],
    },
    {
      name: 'the name of a Windows device',
      input: { out: 'dist', files: ['con.yaml'] },
      findings: [{ at: 'con.yaml', got: 'a path that has the name of a Windows device' }],
    },
  ],
});
