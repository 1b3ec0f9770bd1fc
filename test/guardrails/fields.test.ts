import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PORT_FIELDS } from '../../guardrails/engine/ports';
import { QUANTITY_FIELDS } from '../../guardrails/engine/quantities';
import { REFERENCE_FIELDS } from '../../guardrails/engine/references/references';
import { kindOf } from '../../guardrails/engine/kind';
import { schemaOf } from '../../guardrails/schemas/catalogue';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly type?: unknown;
}

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** API versions of each pinned kind. */
const KINDS = new Map<string, Kind[]>();
const index = JSON.parse(readFileSync(join(__dirname, '../../imports/schemas/index.json'), 'utf8')) as {
  kinds: Kind[];
};
for (const kind of index.kinds) {
  KINDS.set(kindOf(kind), [...(KINDS.get(kindOf(kind)) ?? []), kind]);
}

/** Whether a path of the tables leads to a field of a pinned schema. */
function leads(path: string, { apiVersion, kind }: Kind): boolean {
  const loaded = schemaOf(apiVersion, kind)!;
  const references = loaded.references as Readonly<Record<string, Schema>>;
  const steps = path.split('.').flatMap((part) => part.split(/(?=\[\]|\{\})/));
  let at: readonly Schema[] = [loaded.schema];
  for (const step of steps) {
    at = at.flatMap((schema) => alternatives(schema, references)).flatMap((schema) => follow(schema, step));
  }
  return at.length > 0;
}

function alternatives(schema: Schema, references: Readonly<Record<string, Schema>>): readonly Schema[] {
  const referred = schema.$ref === undefined ? [] : alternatives(references[schema.$ref] ?? {}, references);
  return [schema, ...referred, ...(schema.allOf ?? []).flatMap((part) => alternatives(part, references))];
}

function follow({ properties, items, additionalProperties }: Schema, step: string): readonly Schema[] {
  if (step === '[]') {
    return items === undefined ? [] : [items];
  }
  const members = typeof additionalProperties === 'object' ? [additionalProperties] : [];
  const own = properties?.[step.replaceAll('~', '.')];
  return step === '{}' ? members : own === undefined ? members : [own];
}

const TABLES: readonly (readonly [string, ReadonlyMap<string, readonly string[]>])[] = [
  ['references', new Map([...REFERENCE_FIELDS].map(([kind, fields]) => [kind, fields.map(({ path }) => path)]))],
  ['ports', new Map([...PORT_FIELDS].map(([kind, fields]) => [kind, fields.map(([path]) => path)]))],
  ['quantities', QUANTITY_FIELDS],
];

describe.each(TABLES)('fields of %s', (_title, table) => {
  it.each([...table])('%s has them in its pinned schemas', (kind, paths) => {
    const versions = KINDS.get(kind) ?? [];
    expect(versions).not.toEqual([]);
    expect(paths.filter((path) => !versions.some((version) => leads(path, version)))).toEqual([]);
  });
});

it('a path that leads nowhere is told', () => {
  const [cluster] = KINDS.get('postgresql.cnpg.io/Cluster')!;
  expect(leads('spec.storage.storageClass', cluster!)).toBe(true);
  expect(leads('spec.storge.storageClass', cluster!)).toBe(false);
});
