import type { RootSchema, Schema } from '../../guardrails/engine/site/schema';

const BEGIN = '<!-- reference: written by `npm run site-schema` -->';
const END = '<!-- end of reference -->';

/** A page with the reference of every key between its marks. */
export function withReference(page: string, schema: RootSchema): string {
  const [head, rest = ''] = page.split(BEGIN);
  const [, tail] = rest.split(END);
  if (head === undefined || tail === undefined) {
    throw new Error(`docs/site.md has no lines ${BEGIN} and ${END}`);
  }
  return [head, BEGIN, '\n\n', reference(schema), '\n\n', END, tail].join('');
}

function reference(schema: RootSchema): string {
  const definitions = Object.entries(schema.$defs);
  const tables = definitions.map(([name, definition]) => section(name, definition));
  return [section('SiteInput', { description: 'The whole site.', ...schema }), ...tables].join('\n\n');
}

function section(name: string, schema: Schema): string {
  const heading = `### ${name}\n\n${schema.description ?? ''}`;
  const keys = Object.entries(schema.properties ?? {});
  if (keys.length === 0) {
    return `${heading}\n\n${typeOf(schema)}`;
  }
  const rows = keys.map(([key, property]) => row(key, property, schema.required?.includes(key) === true));
  return [heading, '', '| key | type | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function row(key: string, property: Schema, isRequired: boolean): string {
  const fallback = property.$comment?.replace(/^default: (- )?/, '') ?? '';
  const cells = [`\`${key}\``, typeOf(property), isRequired ? '(required)' : fallback, property.description ?? ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function typeOf({
  $ref,
  type,
  enum: words,
  const: word,
  anyOf,
  items,
  additionalProperties,
  properties,
}: Schema): string {
  if ($ref !== undefined) {
    const name = $ref.slice('#/$defs/'.length);
    return `[${name}](#${name.toLowerCase()})`;
  }
  const literals = words ?? (word === undefined ? undefined : [word]);
  if (literals !== undefined) {
    return literals.map((literal) => `\`${String(literal)}\``).join(' or ');
  }
  if (anyOf !== undefined) {
    return anyOf.map(typeOf).join(' or ');
  }
  if (items !== undefined) {
    return `list of ${typeOf(items)}`;
  }
  const member = additionalProperties === false ? undefined : additionalProperties;
  return member === undefined ? objectOf(properties, type) : `${typeOf(member)} by key`;
}

function objectOf(properties: Schema['properties'], type: Schema['type']): string {
  const keys = Object.keys(properties ?? {}).map((key) => `\`${key}\``);
  return keys.length === 0
    ? (type ?? '')
    : `${keys.join(', ')}: each a ${typeOf(Object.values(properties!)[0]!)}, each optional`;
}
