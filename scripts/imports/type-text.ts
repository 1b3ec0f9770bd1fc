import type { Literal } from './schema';

/** One member of an interface. */
export interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
}

/** An interface to be printed. */
export interface Declaration {
  readonly name: string;
  readonly members: readonly Member[];
  /** Whether fields that are not declared are kept. */
  readonly open: boolean;
}

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** An object whose fields are not known. */
export const OPEN_RECORD = 'Readonly<Record<string, unknown>>';

/** Type of an object with free keys. */
export function recordOf(type: string): string {
  return `Readonly<Record<string, ${type}>>`;
}

/** Type of a list. */
export function listOf(type: string): string {
  return /[|&]/.test(type.replaceAll(/'(?:[^'\\]|\\.)*'|<.*>/g, '')) ? `readonly (${type})[]` : `readonly ${type}[]`;
}

/** Union of the values that an `enum` allows. */
export function unionOf(values: readonly Literal[]): string {
  return [...new Set(values.map(literal))].join(' | ');
}

/** A value as a literal type. */
export function literal(value: Literal): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

/** Prints an interface. */
export function printInterface({ name, members, open }: Declaration): string {
  const lines = members.map(
    (member) => `  readonly ${propertyName(member.name)}${member.optional ? '?' : ''}: ${member.type};`,
  );
  return `export interface ${name} {\n${[...lines, ...(open ? ['  readonly [key: string]: unknown;'] : [])].join('\n')}\n}\n`;
}

/** A field name as the start or the middle of a type name: `service-account` gives `ServiceAccount`. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

function propertyName(name: string): string {
  return IDENTIFIER.test(name) ? name : quote(name);
}

function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
