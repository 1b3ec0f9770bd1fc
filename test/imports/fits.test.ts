import { validate, type Schema } from '@cfworker/json-schema';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaOf, type LoadedSchema } from '../../guardrails/schemas/catalogue';
import { fitsOf } from '../../guardrails/schemas/fits';
import type { StrictSchema } from '../../guardrails/schemas/strict-schema';
import { areUnique } from '../../guardrails/schemas/unique';
import { validateManifest } from '../../guardrails/schemas/validate';
import { manifest, VALID } from './manifests';

type Part = Pick<LoadedSchema, 'schema' | 'references'>;

/** What the validator says: the one that finds the faults of what does not fit. */
function isValid(value: unknown, { schema, references }: Part): boolean {
  return validate(value, schema as Schema, '2020-12', references as Record<string, Schema>, false).valid;
}

const { kinds } = JSON.parse(readFileSync(join(__dirname, '../../imports/schemas/index.json'), 'utf8')) as {
  kinds: readonly { readonly apiVersion: string; readonly kind: string }[];
};

/** Every schema of every pinned kind with everything inside it; of parts that are written alike one. */
function everyPart(): readonly Part[] {
  const parts = new Map<string, Part>();
  const seen = new Set<StrictSchema>();
  const add = (schema: StrictSchema, references: Part['references']): void => {
    if (!seen.has(schema)) {
      seen.add(schema);
      parts.set(JSON.stringify(schema), { schema, references });
      partsOf(schema).forEach((part) => {
        add(part, references);
      });
    }
  };
  for (const { apiVersion, kind } of kinds) {
    const { schema, references } = schemaOf(apiVersion, kind)!;
    [schema, ...Object.values(references)].forEach((root) => {
      add(root, references);
    });
  }
  return [...parts.values()];
}

function partsOf({ properties, items, additionalProperties, not, ...schema }: StrictSchema): StrictSchema[] {
  const branches = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) => list ?? []);
  const single = [items, not, additionalProperties].flatMap((part) => (typeof part === 'object' ? part : []));
  return [...Object.values(properties ?? {}), ...branches, ...single];
}

const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -0, 1, -1, 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 63, 65536],
  ...['', 'a', 'A', '1', '500m', '2 Gi', '1h30m', 'YQ==', '192.0.2.1', '192.0.2.0/24', 'fd00::1', 'fe80::1%0'],
  ...['2026-01-31T12:00:00Z', '2026-02-30T12:00:00Z', '\u{1f600}', 'x'.repeat(300)],
  ...[
    [],
    [1],
    ['a'],
    [[]],
    [{}],
    ['a', 'a'],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    ['a', 'b'],
    Array(70).fill('a'),
  ],
  ...[{}, { a: 1 }, { a: 'a', b: {} }, JSON.parse('{"__proto__": 1}') as unknown, { constructor: 'a', toString: {} }],
];

/** What a schema does not say, for {@link bordersOf}. */
const UNSAID = {
  ...{ enum: [], minimum: 0, maximum: 0, minLength: 1, maxLength: 1, minItems: 1, maxItems: 1 },
  ...{ properties: {}, required: [], minProperties: 0, maxProperties: 1 },
};

/** Values at both sides of every border that a schema draws. */
function bordersOf(schema: StrictSchema): readonly unknown[] {
  const said = { ...UNSAID, ...schema };
  const around = (...borders: number[]): number[] =>
    borders.flatMap((border) => [Math.max(0, border - 1), border, border + 1]);
  const keyed = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, 'a']));
  return [
    ...said.enum,
    ...[said.minimum - 1, said.minimum, said.maximum, said.maximum + 1],
    ...around(said.minLength, said.maxLength).flatMap((length) => ['a'.repeat(length), '\u{1f600}'.repeat(length)]),
    ...around(said.minItems, said.maxItems).map((length) => Array.from({ length }, (_, item) => `a${item}`)),
    ...around(said.minProperties, said.maxProperties).map(keyed),
    ...VALUES.slice(0, 8).map((value) => Object.fromEntries(said.required.map((key) => [key, value]))),
    ...Object.keys(said.properties)
      .slice(0, 10)
      .flatMap((key) => ['a', 1, {}, []].map((value) => ({ [key]: value }))),
  ];
}

describe('a value that fits', () => {
  it('fits every part of every pinned schema just where the validator says so', () => {
    const disagreed = everyPart().flatMap((part) =>
      [...VALUES, ...bordersOf(part.schema)]
        .filter((value) => fitsOf(part)(value) !== isValid(value, part))
        .map((value) => JSON.stringify({ value, schema: part.schema }).slice(0, 500)),
    );
    expect(disagreed).toEqual([]);
  });

  it('fits the schema of its kind just where the validator says so, whatever is changed in a manifest', () => {
    const changed = fc
      .tuple(fc.constantFrom(...VALID), fc.nat(), fc.constantFrom(...VALUES), fc.constantFrom('set', 'take', 'add'))
      .map(([name, place, value, how]) => ({ name, object: change(manifest(name), place, value, how) }));
    fc.assert(
      fc.property(changed, ({ name, object }) => {
        const { apiVersion, kind } = manifest(name) as { apiVersion: string; kind: string };
        const loaded = schemaOf(apiVersion, kind)!;
        expect(fitsOf(loaded)(object)).toBe(isValid(object, loaded));
      }),
      { numRuns: 1000 },
    );
  });

  it('fails: a schema with a keyword that nothing here judges', () => {
    const schema = { type: 'object', propertyNames: { pattern: 'a' } } as StrictSchema;
    expect(() => fitsOf({ schema, references: {} })).toThrow('propertyNames');
  });
});

/** Changes one place of a manifest: the how-many-th of all its members. */
function change(object: unknown, place: number, value: unknown, how: 'set' | 'take' | 'add'): unknown {
  const members: [Record<string, unknown>, string][] = [];
  const collect = (container: unknown): void => {
    for (const [key, member] of Object.entries((container ?? {}) as Record<string, unknown>)) {
      members.push([container as Record<string, unknown>, key]);
      if (typeof member === 'object') {
        collect(member);
      }
    }
  };
  collect(object);
  const [container, key] = members[place % members.length]!;
  if (how === 'take' && !Array.isArray(container)) {
    Reflect.deleteProperty(container, key);
  } else if (how === 'add' && !Array.isArray(container)) {
    container['notThere'] = value;
  } else {
    container[key] = value;
  }
  return object;
}

describe('unique items', () => {
  it.each([
    [[1, '1', true, 'true', null], true],
    [['a', 'a'], false],
    [
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
      false,
    ],
    [[{ a: 1 }, { a: '1' }, { b: 1 }], true],
    [[[1, 2], [2, 1], '[1,2]'], true],
  ])('%j', (items, unique) => {
    expect(areUnique(items)).toBe(unique);
  });

  it('are told from each other without comparing each with each', () => {
    const addresses = Array.from({ length: 20_000 }, (_, item) => `192.0.${item >> 8}.${item & 255}/32`);
    const pool = { metadata: { name: 'a', namespace: 'a' }, spec: { addresses } };
    const started = process.cpuUsage();
    expect(validateManifest({ apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool', ...pool }).faults).toEqual([]);
    expect(areUnique(addresses)).toBe(true);
    expect(process.cpuUsage(started).user).toBeLessThan(500_000);
  });
});
