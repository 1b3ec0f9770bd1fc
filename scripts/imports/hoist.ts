import { createHash } from 'node:crypto';
import { byCodePoint, type StrictSchema } from './schema';

/** A schema shorter than this, as JSON, is repeated rather than referred to. */
const SHORTEST_HOISTED = 80;

/** Moves the parts of a schema that occur more than once to `$defs`, so that each is stored and read once. */
export function hoist(root: StrictSchema, defs: Readonly<Record<string, StrictSchema>> = {}): StrictSchema {
  const uses = new Map<string, number>();
  for (const schema of [root, ...Object.values(defs)]) {
    count(schema, uses);
  }
  const names = nameRepeated(uses);
  const replace = (schema: StrictSchema): StrictSchema => {
    const name = names.get(JSON.stringify(schema));
    return name === undefined ? mapParts(schema, replace) : { $ref: `#/$defs/${name}` };
  };
  const hoisted = [...names].map(([key, name]) => [name, mapParts(JSON.parse(key) as StrictSchema, replace)] as const);
  const given = Object.entries(defs).map(([name, schema]) => [name, mapParts(schema, replace)] as const);
  return { ...mapParts(root, replace), $defs: Object.fromEntries([...given, ...hoisted]) };
}

/** Counts the places that hold each schema, as JSON; what stands below a repeated schema is counted once. */
function count(schema: StrictSchema, uses: Map<string, number>): void {
  const key = JSON.stringify(schema);
  const known = uses.get(key);
  uses.set(key, (known ?? 0) + 1);
  if (known === undefined) {
    for (const part of parts(schema)) {
      count(part, uses);
    }
  }
}

/** A name is a hash of the content, so that a change elsewhere in the schema does not rename it. */
function nameRepeated(uses: ReadonlyMap<string, number>): Map<string, string> {
  const repeated = [...uses].filter(([key, times]) => times > 1 && key.length >= SHORTEST_HOISTED);
  const named = repeated.map(([key]) => [key, createHash('sha256').update(key).digest('hex').slice(0, 8)] as const);
  return new Map(named.sort(([, a], [, b]) => byCodePoint(a, b)));
}

/** Schemas directly below a schema; those inside combinators stay where they are. */
function parts({ properties, items, additionalProperties }: StrictSchema): StrictSchema[] {
  return [
    ...Object.values(properties ?? {}),
    ...(items === undefined ? [] : [items]),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ];
}

function mapParts(schema: StrictSchema, replace: (part: StrictSchema) => StrictSchema): StrictSchema {
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, replace(part)])) }),
    ...(items === undefined ? {} : { items: replace(items) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: replace(additionalProperties) } : {}),
  };
}
