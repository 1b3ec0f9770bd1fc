import type { Manifest, SealingScope } from '../model';
import type { DerivedObject } from '../model/derived-object';
import { recordOf, textOf } from '../model/foreign';

/** Kind of a SealedSecret as rules write it. */
export const SEALED_SECRET = 'bitnami.com/SealedSecret';

/** Definition of the kind. */
export const SEALED_SECRET_DEFINITION = 'sealedsecrets.bitnami.com';

/**
 * Annotations that widen the scope of a SealedSecret, the wider one first: it is looked at first.
 *
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go SecretScope
 */
export const SCOPE_ANNOTATIONS: readonly (readonly [Exclude<SealingScope, 'strict'>, string])[] = [
  ['cluster-wide', 'sealedsecrets.bitnami.com/cluster-wide'],
  ['namespace-wide', 'sealedsecrets.bitnami.com/namespace-wide'],
];

/** The scope that annotations tell: exactly `"true"` counts. */
export function scopeOf(annotations: unknown): SealingScope {
  const found = SCOPE_ANNOTATIONS.find(([, annotation]) => recordOf(annotations)[annotation] === 'true');
  return found?.[0] ?? 'strict';
}

/** The annotations that tell a scope. */
export function scopeAnnotations(scope: SealingScope): Readonly<Record<string, string>> {
  return Object.fromEntries(
    SCOPE_ANNOTATIONS.flatMap(([wide, annotation]) => (wide === scope ? [[annotation, 'true']] : [])),
  );
}

/**
 * The Secret that the controller makes. Its name and namespace are always the SealedSecret's own, whatever the template says.
 *
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go Unseal
 */
export function secretOfSealedSecret({ metadata, spec }: Manifest): readonly DerivedObject[] {
  const { name, namespace } = metadata;
  const { encryptedData, data, template } = recordOf(spec);
  const { type, data: templated, metadata: given } = recordOf(template);
  const { labels, annotations } = recordOf(given);
  const place = { name, ...(namespace === undefined ? {} : { namespace }) };
  return [
    {
      kind: 'Secret',
      ...place,
      // The older form is a whole Secret in one value: its keys are sealed too.
      keys: data === undefined ? keysOf(encryptedData, templated) : undefined,
      manifest: {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { ...place, labels: textsOf(labels), annotations: textsOf(annotations) },
        type: textOf(type) ?? 'Opaque',
      },
      source: 'pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go',
    },
  ];
}

function keysOf(...parts: readonly unknown[]): readonly string[] {
  return [...new Set(parts.flatMap((part) => Object.keys(recordOf(part))))];
}

function textsOf(map: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(recordOf(map)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
