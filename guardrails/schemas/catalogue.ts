import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from './near-miss';
import { packageRoot } from './package-root';
import type { StrictSchema } from './strict-schema';

/** What is known of a kind besides its schema. */
export interface KindInfo {
  /** API group; empty for Kubernetes' core group. */
  readonly group: string;
  readonly version: string;
  /** Plural in lower case, as in URLs and RBAC rules: `networkpolicies`. */
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
}

/** A schema with the table that its references are looked up in. */
export interface LoadedSchema {
  readonly schema: StrictSchema;
  readonly references: Readonly<Record<string, StrictSchema>>;
  /** Rules in CEL beside the schema that nothing here evaluates. */
  readonly celRules: number;
}

/** A line of `imports/schemas/index.json`. */
interface IndexLine {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: KindInfo['scope'];
  readonly file: string;
  readonly definition?: string;
  readonly celRules: number;
}

/** A pinned kind. */
interface Entry {
  readonly line: IndexLine;
  readonly info: KindInfo;
  /** Once somebody asked for it. */
  loaded?: LoadedSchema | undefined;
}

interface SchemaFile extends StrictSchema {
  readonly $defs: Readonly<Record<string, StrictSchema>>;
}

/** How many kinds are named where one is unknown. */
const MOST_SUGGESTIONS = 3;

/** Pinned kinds by API version and kind. */
let index: ReadonlyMap<string, ReadonlyMap<string, Entry>> | undefined;

const files = new Map<string, { file: SchemaFile; references: Readonly<Record<string, StrictSchema>> }>();

/** Group, plural and scope of a kind; undefined if the kind is not pinned. */
export function kindInfo(apiVersion: string, kind: string): KindInfo | undefined {
  return entryOf(apiVersion, kind)?.info;
}

/** Schema of a kind, read when it is first asked for; undefined if the kind is not pinned. */
export function schemaOf(apiVersion: string, kind: string): LoadedSchema | undefined {
  const entry = entryOf(apiVersion, kind);
  if (entry !== undefined && !('loaded' in entry)) {
    entry.loaded = load(entry.line);
  }
  return entry?.loaded;
}

function load({ file: name, definition, celRules }: IndexLine): LoadedSchema | undefined {
  const { file, references } = loadFile(name);
  const schema = definition === undefined ? file : file.$defs[definition];
  return schema === undefined ? undefined : { schema, references, celRules };
}

const similar = new Map<string, readonly string[]>();

/** Most unknown kinds that are remembered: a custom resource of a program's own is met once for each of its objects. */
const MOST_REMEMBERED = 500;

/** Pinned kinds that an unknown one may have been meant to be, `apps/v1 Deployment`. */
export function similarKinds(apiVersion: string, kind: string): readonly string[] {
  const key = `${apiVersion} ${kind}`;
  const found = similar.get(key) ?? searchSimilar(apiVersion, kind);
  if (similar.size < MOST_REMEMBERED) {
    similar.set(key, found);
  }
  return found;
}

function searchSimilar(apiVersion: string, kind: string): readonly string[] {
  const entries = [...indexEntries().values()].flatMap((kinds) => [...kinds.values()].map(({ line }) => line));
  const sameKind = entries.filter((entry) => entry.kind === kind);
  const group = groupOf(apiVersion);
  const sameGroup = entries.filter((entry) => groupOf(entry.apiVersion) === group);
  const meant = nearest(kind, [...new Set(sameGroup.map((entry) => entry.kind))]);
  const found = sameKind.length > 0 ? sameKind : sameGroup.filter((entry) => entry.kind === meant);
  return found.slice(0, MOST_SUGGESTIONS).map((entry) => `${entry.apiVersion} ${entry.kind}`);
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function entryOf(apiVersion: string, kind: string): Entry | undefined {
  return indexEntries().get(apiVersion)?.get(kind);
}

function indexEntries(): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  index ??= byApiVersion((readJson('index.json') as { kinds: readonly IndexLine[] }).kinds);
  return index;
}

function byApiVersion(lines: readonly IndexLine[]): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Map<string, Entry>>();
  for (const line of lines) {
    const { apiVersion, kind, plural, scope } = line;
    const kinds = entries.get(apiVersion) ?? new Map<string, Entry>();
    const [version = '', group = ''] = apiVersion.split('/').reverse();
    entries.set(apiVersion, kinds.set(kind, { line, info: { group, version, plural, scope } }));
  }
  return entries;
}

function loadFile(name: string): { file: SchemaFile; references: Readonly<Record<string, StrictSchema>> } {
  const known = files.get(name);
  if (known !== undefined) {
    return known;
  }
  const file = readJson(name) as SchemaFile;
  const references = Object.entries(file.$defs).map(([key, schema]) => [`#/$defs/${key}`, schema] as const);
  const loaded = { file, references: Object.assign(Object.create(null) as object, Object.fromEntries(references)) };
  files.set(name, loaded);
  return loaded;
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(packageRoot(), 'imports', 'schemas', name), 'utf8'));
}
