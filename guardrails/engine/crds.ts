import type { Manifest } from '../../constructs/model';
import { kindInfo } from '../schemas';
import { listOf, recordOf } from './fields';
import type { Filing } from './filing';
import { groupOf } from './kind';
import type { ObjectIndex } from './object-index';

/** Kind of a CustomResourceDefinition. */
export const CRD = 'apiextensions.k8s.io/CustomResourceDefinition';

/** The CustomResourceDefinition of a manifest's kind, if the same cluster's output has it. */
export function definitionOf({ apiVersion, kind }: Manifest, index: ObjectIndex): Manifest | undefined {
  const key = definedKind(groupOf(apiVersion), kind);
  return index.filed(BY_DEFINED_KIND, key)[0]?.manifest ?? index.once(derivedDefinitions).get(key);
}

/** Definitions that charts bring, by what they define. */
function derivedDefinitions(index: ObjectIndex): ReadonlyMap<string, Manifest> {
  return new Map(
    index
      .derivedOfKind(CRD)
      .flatMap(({ manifest }) =>
        manifest === undefined ? [] : keysOf(manifest).map((key) => [key, manifest] as const),
      ),
  );
}

const BY_DEFINED_KIND: Filing = {
  kind: CRD,
  keysOf: ({ manifest }) => keysOf(manifest),
};

function keysOf(definition: Manifest): readonly string[] {
  const { group, names } = recordOf(definition['spec']);
  const { kind } = recordOf(names);
  return typeof group === 'string' && typeof kind === 'string' ? [definedKind(group, kind)] : [];
}

function definedKind(group: string, kind: string): string {
  return `${group}\u0000${kind}`;
}

/** The kind that a CustomResourceDefinition defines, as rules write it. */
export function definedKindOf(definition: Manifest): string | undefined {
  return keysOf(definition)[0]?.replace('\u0000', '/');
}

/** Versions that a CustomResourceDefinition serves. */
export function servedVersions(definition: Manifest): readonly string[] {
  return listOf(recordOf(definition['spec'])['versions']).flatMap((version) => {
    const { name, served } = recordOf(version);
    return typeof name === 'string' && served === true ? [name] : [];
  });
}

/** Whether objects of a kind live in namespaces; undefined if nobody knows the kind. */
export function isNamespaced(manifest: Manifest, index: ObjectIndex): boolean | undefined {
  const scope =
    kindInfo(manifest.apiVersion, manifest.kind)?.scope ?? recordOf(definitionOf(manifest, index)?.['spec'])['scope'];
  return scope === undefined ? undefined : scope === 'Namespaced';
}
