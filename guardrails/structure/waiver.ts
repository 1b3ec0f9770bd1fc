import type { Manifest } from '../../constructs/model';
import { defineInputRule } from '../rule';

const pod = (image: string, annotations: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default', annotations },
  spec: { containers: [{ name: 'web', image }] },
});

const WAIVE_IMAGE = 'waive.rackproof/structure.image';

/** A waiver is an exception with a reason; one that nothing needs any more hides the next fault. */
export default defineInputRule('engine', {
  applies: 'the check of a bundle',
  severity: 'error',
  summary: 'every waiver names a rule that fails there, and gives a reason',
  why: 'a waiver that waives nothing today waives, unread, what goes wrong there tomorrow',
  fix: 'take the waiver out, or correct the rule that it names and say why',
  waive: 'never',
  source: 'docs/findings.md',
  valid: [
    {
      name: 'a rule that fails here, with the reason',
      input: { objects: [pod('web:latest', { [WAIVE_IMAGE]: 'built on this node, never pushed' })] },
    },
    { name: 'no waiver', input: { objects: [pod('ghcr.io/example/web:2.1.0', {})] } },
  ],
  invalid: [
    {
      name: 'a rule that holds here',
      input: { objects: [pod('ghcr.io/example/web:2.1.0', { [WAIVE_IMAGE]: 'built on this node' })] },
      findings: [
        {
          at: `metadata.annotations["${WAIVE_IMAGE}"]`,
          got: 'a waiver of a rule that this object keeps (structure/image)',
        },
      ],
    },
    {
      name: 'no reason, while the rule fails',
      input: { objects: [pod('web:latest', { [WAIVE_IMAGE]: ' ' })] },
      findings: [{ at: `metadata.annotations["${WAIVE_IMAGE}"]`, got: 'no reason (structure/image)' }],
    },
    {
      name: 'a rule that does not exist, and one that is never waived',
      input: {
        objects: [
          pod('ghcr.io/example/web:2.1.0', {
            'waive.rackproof/structure.imgae': 'a typing error',
            'waive.rackproof/structure.name': 'I like capitals',
          }),
        ],
      },
      findings: [
        { at: 'metadata.annotations["waive.rackproof/structure.imgae"]', got: 'the name of no rule (structure/imgae)' },
        {
          at: 'metadata.annotations["waive.rackproof/structure.name"]',
          got: 'a rule that is never waived (structure/name)',
        },
      ],
    },
    {
      name: 'keys that are close to those of a waiver and waive nothing',
      input: {
        objects: [
          pod('web:latest', {
            'waive.rackprof/structure.image': 'built on this node',
            'waive.rackproof/structure/image': 'built on this node',
          }),
        ],
      },
      findings: [
        {
          at: 'metadata.annotations["waive.rackprof/structure.image"]',
          got: '"waive.rackprof/structure.image", which waives nothing',
        },
        {
          at: 'metadata.annotations["waive.rackproof/structure/image"]',
          got: '"waive.rackproof/structure/image", which waives nothing',
        },
      ],
    },
  ],
});
