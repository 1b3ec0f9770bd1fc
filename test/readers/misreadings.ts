import { isDeepStrictEqual } from 'node:util';
import { asJson, typed, type Read, type ReaderGroup } from './reading';

/** A document that a reader does not give back as it was printed. */
export interface Misreading {
  readonly reader: string;
  readonly document: string;
  readonly expected: unknown;
  readonly read: Read;
}

/** A value and the document that must stand for it. */
export interface Case {
  readonly value: unknown;
  readonly document: string;
}

/** Has every document read and compares strictly with what was printed: values, types of numbers, keys. */
export async function misreadings(group: ReaderGroup, cases: readonly Case[]): Promise<readonly Misreading[]> {
  const all = await group.read(cases.map(({ document }) => document));
  if (all.length !== cases.length) throw new Error(`${group.name}: ${all.length} answers to ${cases.length} documents`);
  return cases.flatMap(({ value, document }, index) => {
    const expected = group.typed ? typed(asJson(value)) : asJson(value);
    const text = JSON.stringify(expected);
    return Object.entries(all[index]!)
      .filter(([, read]) => !('value' in read) || !same(read.value, expected, text))
      .map(([reader, read]) => ({ reader, document, expected, read }));
  });
}

/** The text decides nearly always, and is the faster test; keys in another order are the same map. */
function same(value: unknown, expected: unknown, text: string): boolean {
  return JSON.stringify(value) === text || isDeepStrictEqual(value, expected);
}
