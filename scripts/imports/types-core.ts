import { byCodePoint, sortedEntries, type CoreKind, type SourceSchema } from './schema';
import { definitionOf, OBJECT_META, reachable, referredDefinition, shortName, type Definitions } from './strict-core';
import { listOf, literal, OPEN_RECORD, printInterface, recordOf, unionOf, type Declaration } from './type-text';

/** Definitions that are written out where they are used. */
const INLINE: ReadonlyMap<string, string> = new Map([
  ['api.resource.Quantity', 'number | string'],
  ['util.intstr.IntOrString', 'number | string'],
  ['meta.v1.Time', 'string'],
  ['meta.v1.MicroTime', 'string'],
]);

const SCALAR_TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'string'],
  ['integer', 'number'],
  ['number', 'number'],
  ['boolean', 'boolean'],
]);

/** Where an interface is declared: `apps/v1` and `Deployment`. */
interface Home {
  readonly module: string;
  readonly name: string;
}

interface Context {
  readonly definitions: Definitions;
  readonly homes: ReadonlyMap<string, Home>;
  readonly kinds: ReadonlyMap<string, CoreKind>;
}

/** Modules of Kubernetes' own types by path, `apps/v1`: one interface per definition, kinds with their literal names. */
export function coreModules(kinds: readonly CoreKind[], definitions: Definitions): ReadonlyMap<string, string> {
  const names = [...reachable([OBJECT_META, ...kinds.map(({ definition }) => definition)], definitions)].sort(
    byCodePoint,
  );
  const context: Context = {
    definitions,
    homes: homesOf(names, kinds),
    kinds: new Map(kinds.map((kind) => [kind.definition, kind])),
  };
  const modules = new Map<string, string[]>();
  for (const name of names.filter((candidate) => definitionOf(candidate, definitions).properties !== undefined)) {
    const module = context.homes.get(name)?.module ?? '';
    modules.set(module, [...(modules.get(module) ?? []), name]);
  }
  return new Map([...modules].map(([module, members]) => [module, printModule(module, members, context)]));
}

/** A package's module is named after the API group of its kinds; one without kinds keeps its own name. */
function homesOf(names: readonly string[], kinds: readonly CoreKind[]): ReadonlyMap<string, Home> {
  const groups = new Map(
    kinds.map(({ apiVersion, definition }) => [
      packageOf(definition),
      apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`,
    ]),
  );
  return new Map(
    names.map((name) => {
      const own = packageOf(name);
      return [
        name,
        { module: groups.get(own) ?? own.replaceAll('.', '/'), name: name.slice(name.lastIndexOf('.') + 1) },
      ];
    }),
  );
}

/** Package of a definition, short: `core.v1`. */
function packageOf(definition: string): string {
  const short = shortName(definition);
  return short.slice(0, short.lastIndexOf('.'));
}

function printModule(module: string, names: readonly string[], context: Context): string {
  const imports = new Map<string, Set<string>>();
  const declared = names.map((name) => declaration(name, module, context, imports));
  const lines = sortedEntries(Object.fromEntries(imports)).map(
    ([from, used]) => `import type { ${[...used].sort(byCodePoint).join(', ')} } from '../${from}';\n`,
  );
  const ordered = [...declared].sort((a, b) => byCodePoint(a.name, b.name));
  return [...(lines.length === 0 ? [] : [lines.join('')]), ...ordered.map(printInterface)].join('\n');
}

function declaration(name: string, module: string, context: Context, imports: Map<string, Set<string>>): Declaration {
  const source = definitionOf(name, context.definitions);
  const kind = context.kinds.get(name);
  const required = new Set(source.required ?? []);
  const fixed: Readonly<Record<string, string>> =
    kind === undefined ? {} : { apiVersion: literal(kind.apiVersion), kind: literal(kind.kind) };
  const refer = (definition: string): string => referenceTo(definition, module, context, imports);
  return {
    name: context.homes.get(name)?.name ?? '',
    open: false,
    members: sortedEntries(source.properties).map(([key, member]) => ({
      name: key,
      optional: !required.has(key) && !(kind !== undefined && ['apiVersion', 'kind', 'metadata'].includes(key)),
      type: fixed[key] ?? typeOf(member, refer),
    })),
  };
}

function referenceTo(definition: string, module: string, context: Context, imports: Map<string, Set<string>>): string {
  const inline = INLINE.get(shortName(definition));
  const source = definitionOf(definition, context.definitions);
  if (inline !== undefined || source.properties === undefined) {
    return inline ?? (source.type === 'object' ? OPEN_RECORD : 'unknown');
  }
  const home = context.homes.get(definition);
  if (home !== undefined && home.module !== module) {
    imports.set(home.module, (imports.get(home.module) ?? new Set()).add(home.name));
  }
  return home?.name ?? 'unknown';
}

function typeOf(source: SourceSchema, refer: (definition: string) => string): string {
  const referred = referredDefinition(source);
  if (referred !== undefined) {
    return refer(referred);
  }
  if (source.enum !== undefined) {
    return unionOf(source.enum);
  }
  if (source.type === 'array') {
    return listOf(source.items === undefined ? 'unknown' : typeOf(source.items, refer));
  }
  if (typeof source.additionalProperties === 'object') {
    return recordOf(typeOf(source.additionalProperties, refer));
  }
  return SCALAR_TYPES.get(source.type ?? '') ?? (source.type === 'object' ? OPEN_RECORD : 'unknown');
}
