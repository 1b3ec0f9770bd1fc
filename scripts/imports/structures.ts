import { byCodePoint } from './schema';
import { pascalCase, type Declaration, type Member } from './type-text';

/** A field path from the kind: `['Cluster', 'spec', 'storage']`. */
export type FieldPath = readonly string[];

interface Structure {
  readonly members: readonly Member[];
  readonly open: boolean;
  readonly paths: FieldPath[];
}

/** Stands in a type text for a structure that has no name yet; no field or enum value of a CRD looks like it. */
const PLACEHOLDER = /<<(\d+)>>/g;

/**
 * Object types of one module: those with equal members under a field of the same name are one interface, named after
 * the paths that hold it. Another field name makes another interface: a Secret's reference is not named after a volume.
 *
 * Structures are added from the leaves up; the text that `add` returns refers to a structure until `declarations`
 * knows every path and gives the names.
 */
export class Structures {
  private readonly byContent = new Map<string, number>();
  private readonly all: Structure[] = [];

  /** @param taken Names that other declarations of the module hold. */
  constructor(private readonly taken: ReadonlySet<string>) {}

  /** Adds an object type at a path; returns the text that refers to it. */
  public add(members: readonly Member[], open: boolean, path: FieldPath): string {
    // `spec` and `status` of a kind keep their own name even where two kinds agree.
    const content = JSON.stringify([members, open, path.length === 2 ? path : path.at(-1)]);
    const known = this.byContent.get(content);
    const index = known ?? this.all.push({ members, open, paths: [] }) - 1;
    this.byContent.set(content, index);
    this.all[index]?.paths.push(path);
    return `<<${index}>>`;
  }

  /** Every structure with its final name, and a function that puts names into a text. */
  public declarations(): { readonly named: readonly Declaration[]; readonly resolve: (text: string) => string } {
    const names = this.names();
    const resolve = (text: string): string =>
      text.replaceAll(PLACEHOLDER, (_match, index: string) => names[Number(index)] ?? '');
    const named = this.all.map(({ members, open }, index) => ({
      name: names[index] ?? '',
      open,
      members: members.map((member) => ({ ...member, type: resolve(member.type) })),
    }));
    return { named: [...named].sort((a, b) => byCodePoint(a.name, b.name)), resolve };
  }

  /** Names by index; structures at shorter paths choose first. */
  private names(): string[] {
    const used = new Set(this.taken);
    const names: string[] = [];
    const order = this.all.map((structure, index) => ({ index, candidates: candidates(structure.paths) }));
    order.sort((a, b) => byCodePoint(orderKey(a.candidates), orderKey(b.candidates)));
    for (const { index, candidates: wanted } of order) {
      const name = wanted.find((candidate) => !used.has(candidate)) ?? numbered(wanted.at(-1) ?? '', used);
      used.add(name);
      names[index] = name;
    }
    return names;
  }
}

/** Possible names, best first: what all paths end with, then the shortest path. */
function candidates(paths: readonly FieldPath[]): readonly string[] {
  const full = paths
    .map((path) => path.map(pascalCase).join(''))
    .sort((a, b) => a.length - b.length || byCodePoint(a, b));
  const shared = paths.length > 1 ? commonEnd(paths).map(pascalCase).join('') : '';
  return [...(shared === '' ? [] : [shared]), ...full.slice(0, 1)];
}

/** Shortest path first; the number of characters orders before the characters. */
function orderKey(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return `${String(last.length).padStart(4, '0')}${last}`;
}

/** The longest run of fields that all paths end with, the kind left out. */
function commonEnd(paths: readonly FieldPath[]): FieldPath {
  const [first = [], ...others] = paths.map((path) => path.slice(1));
  let length = first.length;
  for (const path of others) {
    let equal = 0;
    while (equal < length && path.at(-1 - equal) === first.at(-1 - equal)) {
      equal += 1;
    }
    length = equal;
  }
  return first.slice(first.length - length);
}

function numbered(name: string, used: ReadonlySet<string>): string {
  let number = 2;
  while (used.has(`${name}${number}`)) {
    number += 1;
  }
  return `${name}${number}`;
}
