import type { Manifest } from '../../../constructs/model';
import { listOf, recordOf, textOf } from '../fields';
import { podFields } from '../pods';

/** A key of a ConfigMap or Secret that a volume takes out. */
export interface ItemKey {
  /** Path of the field that names the key. */
  readonly at: string;
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace: string | undefined;
  readonly key: string;
}

/** Keys that the volumes of an object's pods take out, each by its own; optional ones are left out. */
export function itemKeysOf(manifest: Manifest): readonly ItemKey[] {
  const { namespace } = manifest.metadata;
  return [
    ...podFields(manifest, 'spec.volumes[]'),
    ...podFields(manifest, 'spec.volumes[].projected.sources[]'),
  ].flatMap(({ at, value }) => {
    const { secret, configMap } = recordOf(value);
    return [
      ...keysIn(`${at}.secret`, secret, { kind: 'Secret', namespace }),
      ...keysIn(`${at}.configMap`, configMap, { kind: 'ConfigMap', namespace }),
    ];
  });
}

function keysIn(at: string, source: unknown, target: Pick<ItemKey, 'kind' | 'namespace'>): readonly ItemKey[] {
  const { name: given, secretName, items, optional } = recordOf(source);
  const name = textOf(secretName) ?? textOf(given);
  return name === undefined || optional === true
    ? []
    : listOf(items).flatMap((item, index) => {
        const key = textOf(recordOf(item)['key']);
        return key === undefined ? [] : [{ ...target, at: `${at}.items[${index}].key`, name, key }];
      });
}
