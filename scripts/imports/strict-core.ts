import { strictFormat } from './formats';
import { sortedEntries, type CoreKind, type SourceSchema, type StrictSchema } from './schema';

/** Definitions by their name in the Kubernetes schemas. */
export type Definitions = Readonly<Record<string, SourceSchema>>;

/** Name of ObjectMeta in the Kubernetes schemas. */
export const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

const REF_PREFIX = '#/components/schemas/';

/** Package prefixes that carry no meaning for a reader. */
const PREFIXES = /^io\.k8s\.(?:api\.|apimachinery\.pkg\.apis\.|apimachinery\.pkg\.|(?:[a-z-]+)\.pkg\.apis\.)/;

/** Definitions that stand for a scalar; they are written out where they are used. */
const SCALARS: ReadonlyMap<string, StrictSchema> = new Map<string, StrictSchema>([
  ['api.resource.Quantity', { type: ['number', 'string'], ...strictFormat({ type: 'string', format: 'quantity' }) }],
  ['util.intstr.IntOrString', { type: ['integer', 'string'] }],
  ['meta.v1.Time', { type: 'string', ...strictFormat({ type: 'string', format: 'date-time' }) }],
  ['meta.v1.MicroTime', { type: 'string', ...strictFormat({ type: 'string', format: 'date-time' }) }],
]);

/** Every Go tool writes `creationTimestamp: null`, and the API server reads it as absent. */
const NULLABLE_FIELD = 'creationTimestamp';

/** Short name of a definition, unique among all: `core.v1.PodSpec`. */
export function shortName(definition: string): string {
  return definition.replace(PREFIXES, '');
}

/** Name of the definition that a schema is, or wraps in `allOf` to add a default. */
export function referredDefinition({ $ref, allOf }: SourceSchema): string | undefined {
  const [only, ...others] = allOf ?? [];
  const ref = $ref ?? (others.length === 0 ? only?.$ref : undefined);
  return ref?.slice(REF_PREFIX.length);
}

/** Strict definitions of all given kinds and of what they refer to, by short name. */
export function strictCoreDefinitions(
  kinds: readonly CoreKind[],
  definitions: Definitions,
): Record<string, StrictSchema> {
  return strictDefinitions(new Set(kinds.map(({ definition }) => definition)), new Set(), definitions);
}

/** ObjectMeta and what it refers to, for the files of custom resources. */
export function objectMetaDefinitions(definitions: Definitions): Record<string, StrictSchema> {
  return strictDefinitions(new Set(), new Set([OBJECT_META]), definitions);
}

/** Names of definitions and of all that they refer to. */
export function reachable(names: Iterable<string>, definitions: Definitions): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (!seen.has(name)) {
      seen.add(name);
      queue.push(...referencesOf(definitionOf(name, definitions)));
    }
  }
  return seen;
}

function strictDefinitions(
  kinds: ReadonlySet<string>,
  others: ReadonlySet<string>,
  definitions: Definitions,
): Record<string, StrictSchema> {
  const strict: Record<string, StrictSchema> = {};
  for (const name of [...reachable([...kinds, ...others], definitions)].sort()) {
    const short = shortName(name);
    if (!SCALARS.has(short)) {
      strict[short] = strictRoot(definitionOf(name, definitions), kinds.has(name));
    }
  }
  return strict;
}

/** The definition of a name. */
export function definitionOf(name: string, definitions: Definitions): SourceSchema {
  const found = definitions[name];
  if (found === undefined) {
    throw new Error(`the Kubernetes schemas have no definition ${name}`);
  }
  return found;
}

function referencesOf(source: SourceSchema): string[] {
  const own = referredDefinition(source);
  const { additionalProperties } = source;
  return [
    ...(own === undefined ? [] : [own]),
    ...Object.values(source.properties ?? {}).flatMap(referencesOf),
    ...(source.items === undefined ? [] : referencesOf(source.items)),
    ...(typeof additionalProperties === 'object' ? referencesOf(additionalProperties) : []),
  ];
}

/** Objects are closed at the root of a definition only: there are no inline objects below one. */
function strictRoot(source: SourceSchema, isKind: boolean): StrictSchema {
  const strict = place(source);
  const closed = source.properties === undefined ? strict : { ...strict, additionalProperties: false };
  // `apiVersion` and `kind` choose the schema, so a document has them; inside another object (the claim templates of a
  // StatefulSet) they may be left out.
  const named = isKind && source.properties?.['metadata'] !== undefined ? ['metadata'] : [];
  const required = [...new Set([...(closed.required ?? []), ...named])].sort();
  return required.length === 0 ? closed : { ...closed, required };
}

/** Schema of one place of a definition. */
function place(source: SourceSchema): StrictSchema {
  const referred = referredDefinition(source);
  if (referred !== undefined) {
    const short = shortName(referred);
    return SCALARS.get(short) ?? { $ref: `#/$defs/${short}` };
  }
  const properties = sortedEntries(source.properties).map(([key, member]) => [key, field(key, member)] as const);
  const { additionalProperties } = source;
  return {
    ...(source.type === undefined ? {} : { type: source.type }),
    ...strictFormat(source),
    ...(source.enum === undefined ? {} : { enum: source.enum }),
    ...(source.required === undefined ? {} : { required: [...source.required].sort() }),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(source.items === undefined ? {} : { items: place(source.items) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: place(additionalProperties) } : {}),
  };
}

function field(key: string, source: SourceSchema): StrictSchema {
  const strict = place(source);
  return key === NULLABLE_FIELD && strict.type === 'string' ? { ...strict, type: ['string', 'null'] } : strict;
}
