import { JsonPatch } from 'cdk8s';
import { UnrenderableError, type Refuse, type UnrenderableRule } from './unrenderable-error';

/** An operation as RFC 6902 writes it. */
interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
}

/** The member of cdk8s' class that its type keeps private. */
interface PatchInternals {
  readonly operation: Operation;
}

type Document = Record<string, unknown>;

/**
 * Applies JSON patches one after the other, as cdk8s does. One that takes away what is not there is remarked on.
 *
 * @throws UnrenderableError naming the operation that does not apply.
 */
export function applyPatches(document: Document, patches: readonly JsonPatch[], refuse: Refuse): Document {
  return patches.reduce((patched, patch, index) => {
    const { operation } = patch as unknown as PatchInternals;
    if (operation.op === 'remove' && !standsAt(patched, operation.path)) {
      refuse(refused(patched, index, operation, 'render/patch-without-effect'));
    }
    try {
      return JsonPatch.apply(patched, patch) as Document;
    } catch {
      throw refused(patched, index, operation);
    }
  }, document);
}

function refused(
  document: Document,
  index: number,
  { op, path, from }: Operation,
  rule: UnrenderableRule = 'render/unrenderable',
): UnrenderableError {
  const place = from === undefined ? path : `${from} to ${path}`;
  const why = WHY[op] ?? 'does not apply';
  return new UnrenderableError(
    `patches.${index}`,
    `${op} ${place}, which ${why}: ${standing(document, from ?? path)}`,
    'an operation whose path exists in the rendered manifest and does not pass through __proto__',
    rule,
  );
}

/** What has gone wrong with an operation, where it is not that it does not apply. */
const WHY: Readonly<Record<string, string>> = { test: 'does not find that value', remove: 'takes nothing away' };

/** What a path meets, and how far it leads; values are not shown, they may be secret. */
function standing(document: Document, path: string): string {
  const keys = keysOf(path);
  const missing = keys.findIndex((_, index) => memberAt(document, keys.slice(0, index + 1)) === undefined);
  if (missing < 0) {
    return `${path} is ${nounOf(memberAt(document, keys))}`;
  }
  const reached = keys.slice(0, missing);
  return `there is no ${keys[missing]!} in ${reached.length === 0 ? 'the manifest' : `/${reached.join('/')}`}`;
}

function standsAt(document: Document, path: string): boolean {
  return memberAt(document, keysOf(path)) !== undefined;
}

function memberAt(document: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined,
    document,
  );
}

/** Keys of a JSON pointer. */
function keysOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function nounOf(value: unknown): string {
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  return typeof value === 'object' ? 'a map' : `another ${typeof value}`;
}
