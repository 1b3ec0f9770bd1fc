import { LineCounter, parseAllDocuments, type Document, type Tags } from 'yaml';
import type { Refuse } from './vendored-file';

/** An object of a vendored file, with what every object has. */
export interface VendoredManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Most nodes that the aliases of one document may stand for, as the library counts them. */
const MOST_ALIASES = 100;

/** How many faults of one file are named. */
const MOST_FAULTS = 5;

/**
 * Reads every object of a YAML text as the API server's own tools do: YAML 1.1, but dates and numbers to the base 60 are
 * texts. Lists are taken apart; empty documents are skipped.
 *
 * Faults name line and kind of fault, never the text: it may be a Secret's.
 */
export function manifestsIn(text: string, file: string, refuse: Refuse): readonly VendoredManifest[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.1',
    lineCounter: lines,
    prettyErrors: false,
    customTags: withoutDates,
  });
  const list = 'empty' in documents ? [] : documents;
  const faults = list.flatMap(({ errors }) =>
    errors.map(({ code, pos }) => `line ${lines.linePos(pos[0]).line}: ${code}`),
  );
  if (faults.length > 0) {
    const more = faults.length > MOST_FAULTS ? `, and ${faults.length - MOST_FAULTS} more` : '';
    fail(`${faults.slice(0, MOST_FAULTS).join(', ')}${more}`, file, refuse);
  }
  return list.flatMap((document) => objectsIn(document, file, lines, refuse));
}

const DATES_AND_BASE_60: ReadonlySet<string> = new Set(['tag:yaml.org,2002:timestamp', 'tag:yaml.org,2002:binary']);

function withoutDates(tags: Tags): Tags {
  return tags.filter(
    (tag) => typeof tag === 'string' || !(DATES_AND_BASE_60.has(tag.tag) || ('format' in tag && tag.format === 'TIME')),
  );
}

function objectsIn(document: Document, file: string, lines: LineCounter, refuse: Refuse): VendoredManifest[] {
  const line = lines.linePos(document.range?.[0] ?? 0).line;
  const value = valueOf(document, () => fail(`aliases that stand for too much, line ${line}`, file, refuse));
  if (value === null || value === undefined) {
    return [];
  }
  const items = isList(value) ? value.items : [value];
  return items.map((item) =>
    isManifest(item) ? item : fail(`a document without apiVersion, kind and metadata.name, line ${line}`, file, refuse),
  );
}

/** The library gives up on aliases of aliases of aliases. */
function valueOf(document: Document, giveUp: () => never): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    return giveUp();
  }
}

function fail(got: string, file: string, refuse: Refuse): never {
  return refuse('render/include-yaml', {
    at: 'file',
    got: `${file}: ${got}`,
    expected: 'YAML documents, each a Kubernetes object',
  });
}

function isList(value: unknown): value is { readonly items: readonly unknown[] } {
  const { kind, items } = value as { readonly kind?: unknown; readonly items?: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) && !isManifest(value);
}

function isManifest(value: unknown): value is VendoredManifest {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { apiVersion, kind, metadata } = value as Readonly<Record<string, unknown>>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata === 'object' &&
    metadata !== null &&
    typeof (metadata as { readonly name?: unknown }).name === 'string'
  );
}
