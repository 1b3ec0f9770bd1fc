import type { Manifest } from '../../../constructs/model';
import { fieldsAt, isRecord, textOf, type Field } from '../fields';
import { kindOf } from '../kind';
import { KUBERNETES_REFERENCES } from './kubernetes';
import { POD_REFERENCES } from './pods';
import { SYSTEM_REFERENCES } from './systems';
import { isClusterScoped, tableOf, type ReferenceField } from './table';

/** One object that another one names. */
export interface Reference {
  /** Path of the field that holds the name. */
  readonly at: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** The controller looks in a namespace that the manifest does not tell. */
  readonly anyNamespace: boolean;
  /** Key in a ConfigMap or Secret. */
  readonly key: string | undefined;
  /** Port of a Service, with the path of its field. */
  readonly port: ReferredPort | undefined;
}

/** A port that a reference asks of a Service. */
export interface ReferredPort {
  readonly at: string;
  readonly value: number | string;
}

/** Fields that name other objects, by kind. */
export const REFERENCE_FIELDS = tableOf(POD_REFERENCES, KUBERNETES_REFERENCES, SYSTEM_REFERENCES);

/** Every object that a manifest needs, by the fields that its kind is known to have; optional references are left out. */
export function referencesOf(manifest: Manifest): readonly Reference[] {
  return (REFERENCE_FIELDS.get(kindOf(manifest)) ?? []).flatMap((reference) =>
    fieldsAt(manifest, reference.path).flatMap((field) => referenceAt(field, reference, manifest)),
  );
}

function referenceAt(field: Field, reference: ReferenceField, manifest: Manifest): Reference[] {
  const { at, value, holder } = field;
  const kind = typeof reference.target === 'string' ? reference.target : reference.target(holder);
  const name = textOf(value);
  if (kind === undefined || name === undefined || holder['optional'] === true) {
    return [];
  }
  const hasKeys = kind === 'Secret' || kind === 'ConfigMap';
  return [
    {
      at,
      kind,
      name,
      namespace: namespaceOf(kind, field, reference, manifest),
      anyNamespace: reference.namespace === 'any',
      key: hasKeys ? textOf(holder['key']) : undefined,
      port: kind === 'Service' ? portOf(field, reference) : undefined,
    },
  ];
}

function namespaceOf(
  kind: string,
  { holder }: Field,
  { namespace }: ReferenceField,
  { metadata }: Manifest,
): string | undefined {
  if (isClusterScoped(kind)) {
    return undefined;
  }
  return (namespace === 'beside' ? textOf(holder['namespace']) : undefined) ?? metadata.namespace;
}

function portOf({ at, holder }: Field, { port, defaultPort }: ReferenceField): ReferredPort | undefined {
  if (port === undefined) {
    return undefined;
  }
  const beside = `${at.slice(0, at.lastIndexOf('.'))}.${port}`;
  const given = holder[port];
  if (isRecord(given)) {
    const field = given['number'] === undefined ? 'name' : 'number';
    return asPort(`${beside}.${field}`, given[field]);
  }
  return given === undefined ? asPort(at, defaultPort) : asPort(beside, given);
}

function asPort(at: string, value: unknown): ReferredPort | undefined {
  return typeof value === 'number' || typeof value === 'string' ? { at, value } : undefined;
}
