import { byCodePoint, sortedEntries, type CustomKind, type SourceSchema } from './schema';
import { isOpen, requiredFields } from './strict-custom';
import { Structures, type FieldPath } from './structures';
import { listOf, literal, OPEN_RECORD, printInterface, recordOf, unionOf, type Declaration } from './type-text';

/** Names that every module of custom resources holds already. */
const IMPORTED = 'ObjectMeta';

const SCALAR_TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'string'],
  ['integer', 'number'],
  ['number', 'number'],
  ['boolean', 'boolean'],
]);

/** The module of one group and version: an interface per kind, named like the kind, and one per object type. */
export function customModule(kinds: readonly CustomKind[]): string {
  const sorted = [...kinds].sort((a, b) => byCodePoint(a.kind, b.kind));
  const structures = new Structures(new Set([IMPORTED, ...sorted.map(({ kind }) => kind)]));
  const roots = sorted.map((kind) => kindDeclaration(kind, structures));
  const { named, resolve } = structures.declarations();
  const printed = [...roots, ...named].map((declaration) => resolve(printInterface(declaration)));
  return [`import type { ${IMPORTED} } from '../meta/v1';\n`, ...printed].join('\n');
}

function kindDeclaration({ group, version, kind, schema }: CustomKind, structures: Structures): Declaration {
  const required = new Set(requiredFields(schema));
  const own = sortedEntries(schema.properties).filter(([key]) => !['apiVersion', 'kind', 'metadata'].includes(key));
  return {
    name: kind,
    open: false,
    members: [
      { name: 'apiVersion', optional: false, type: literal(`${group}/${version}`) },
      { name: 'kind', optional: false, type: literal(kind) },
      { name: 'metadata', optional: false, type: IMPORTED },
      ...own.map(([name, member]) => ({
        name,
        optional: !required.has(name),
        type: typeOf(member, [kind, name], structures),
      })),
    ],
  };
}

function typeOf(source: SourceSchema, path: FieldPath, structures: Structures): string {
  const type = plainType(source, path, structures);
  return source.nullable === true && type !== 'unknown' ? `${type} | null` : type;
}

function plainType(source: SourceSchema, path: FieldPath, structures: Structures): string {
  if (source.enum !== undefined) {
    return unionOf(source.enum);
  }
  if (source['x-kubernetes-int-or-string'] === true) {
    return 'number | string';
  }
  if (source.type === 'array') {
    return listOf(source.items === undefined ? 'unknown' : typeOf(source.items, path, structures));
  }
  return source.type === 'object' || source.properties !== undefined
    ? objectType(source, path, structures)
    : (SCALAR_TYPES.get(source.type ?? '') ?? 'unknown');
}

function objectType(source: SourceSchema, path: FieldPath, structures: Structures): string {
  const { additionalProperties, properties } = source;
  if (properties !== undefined || source['x-kubernetes-embedded-resource'] === true) {
    return structures.add(members(source, path, structures), isOpen(source), path);
  }
  if (typeof additionalProperties === 'object') {
    return recordOf(typeOf(additionalProperties, path, structures));
  }
  return isOpen(source) ? OPEN_RECORD : recordOf('never');
}

function members(source: SourceSchema, path: FieldPath, structures: Structures): Declaration['members'] {
  const required = new Set(requiredFields(source));
  const embedded = source['x-kubernetes-embedded-resource'] === true;
  const identity = [
    { name: 'apiVersion', optional: false, type: 'string' },
    { name: 'kind', optional: false, type: 'string' },
    { name: 'metadata', optional: true, type: IMPORTED },
  ];
  const skipped = new Set(embedded ? identity.map(({ name }) => name) : []);
  return [
    ...(embedded ? identity : []),
    ...sortedEntries(source.properties)
      .filter(([name]) => !skipped.has(name))
      .map(([name, member]) => ({
        name,
        optional: !required.has(name),
        type: typeOf(member, [...path, name], structures),
      })),
  ];
}
