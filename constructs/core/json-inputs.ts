import type { Violation } from '../model/finding';
import { isSymbolic } from './reference';

/**
 * First thing among inputs that JSON cannot hold; `undefined` if there is none. Members that are `undefined` are none: they
 * are left out.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-3
 */
export function unrepresentableIn(value: unknown, at: string, within: readonly unknown[] = []): Violation | undefined {
  if (typeof value !== 'object' || value === null) {
    return isScalar(value) ? undefined : violation(at, scalarText(value));
  }
  if (isSymbolic(value)) {
    return undefined;
  }
  if (within.includes(value) || !isListOrPlain(value)) {
    return violation(at, within.includes(value) ? 'an object that contains itself' : classText(value));
  }
  return firstIn(value, at, [...within, value]);
}

function firstIn(value: object, at: string, within: readonly unknown[]): Violation | undefined {
  for (const { key, member } of membersOf(value)) {
    const found = unrepresentableIn(member, `${at}${key}`, within);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

interface Member {
  /** Key as a dotted path continues with it. */
  readonly key: string;
  readonly member: unknown;
}

/** `Array.from` also visits the holes of a list. */
function membersOf(value: object): readonly Member[] {
  if (Array.isArray(value)) {
    return Array.from(value as readonly unknown[], (member, index) => ({ key: `[${index}]`, member }));
  }
  const members = Object.entries(value).map(([key, member]) => ({ key: `.${key}`, member: member as unknown }));
  return members.filter(({ member }) => member !== undefined);
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** Also an object of another realm, whose prototype is another object. */
function isListOrPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Never the value itself, which may be a secret: numbers that are none have no other digits. */
function scalarText(value: unknown): string {
  return value === undefined || typeof value === 'number' ? String(value) : `a ${typeof value}`;
}

function classText(value: object): string {
  const { constructor } = value as { constructor?: { name?: unknown } };
  return typeof constructor?.name === 'string' ? `a ${constructor.name}` : 'an object of a class';
}

function violation(at: string, got: string): Violation {
  return { at, got, expected: 'text, a finite number, true, false, null, a list or a plain object' };
}
