import type { Manifest, Violation } from '../../constructs/model';
import { deliveriesOf } from './delivery';
import { listOf, recordOf, textOf } from './fields';
import { kindOf } from './kind';
import type { ObjectIndex } from './object-index';

/** Annotation with the sync options of one object. */
export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/** What Argo CD may do with an object that one of the Applications delivers, without asking anybody. */
export function unprotected(manifest: Manifest, index: ObjectIndex): Violation[] {
  const { name, namespace } = manifest.metadata;
  const isDelivered = index.once(deliveriesOf).of(kindOf(manifest), name, namespace).length > 0;
  return isDelivered ? openVerbs(manifest) : [];
}

function openVerbs({ metadata }: Manifest): Violation[] {
  const given = textOf(recordOf(metadata.annotations)[SYNC_OPTIONS]);
  const options = listOf(given?.split(',')).map((option) => String(option).trim());
  const isKept = (verb: string): boolean => options.includes(`${verb}=false`) || options.includes(`${verb}=confirm`);
  const open = [...(isKept('Prune') ? [] : ['prune']), ...(isKept('Delete') ? [] : ['delete'])];
  return open.length === 0
    ? []
    : [
        {
          at: `metadata.annotations["${SYNC_OPTIONS}"]`,
          got: `${given ?? 'nothing'}: Argo CD may ${open.join(' and ')} it`,
          expected: 'Prune=false or Prune=confirm, and the same for Delete',
        },
      ];
}
