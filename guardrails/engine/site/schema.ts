import schemaFile from './site.schema.json';

/** The part of JSON Schema that the generator of `site.schema.json` writes. */
export interface Schema {
  /** @default - the schema says it all */
  readonly $ref?: string;
  /** @default - any of `anyOf`, `const` or `enum` */
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean';
  /** @default - none */
  readonly properties?: Readonly<Record<string, Schema>>;
  /** @default - none */
  readonly required?: readonly string[];
  /** @default - none */
  readonly additionalProperties?: Schema | false;
  /** @default - not a list */
  readonly items?: Schema;
  /** @default - any value of the type */
  readonly enum?: readonly (string | number | boolean)[];
  /** @default - any value of the type */
  readonly const?: string | number | boolean;
  /** @default - no alternatives */
  readonly anyOf?: readonly Schema[];
  /** @default - none */
  readonly description?: string;
  /** The default as the type's own documentation says it. @default - none */
  readonly $comment?: string;
}

/** The schema of a whole site. */
export interface RootSchema extends Schema {
  readonly $defs: Readonly<Record<string, Schema>>;
}

/**
 * The shape of a site, written by `npm run site-schema` from the types of `constructs/model/site`: what the compiler
 * demands of a TypeScript file and what is demanded at run time of any file cannot differ.
 */
export const SITE_SCHEMA: RootSchema = schemaFile as RootSchema;

const DEFINITIONS: ReadonlyMap<string, Schema> = new Map(Object.entries(SITE_SCHEMA.$defs));

/** Name of the definition that a schema refers to. */
export function definitionName({ $ref }: Schema): string | undefined {
  return $ref?.slice('#/$defs/'.length);
}

/** The schema itself, its reference followed. */
export function followed(schema: Schema): Schema {
  const name = definitionName(schema);
  return name === undefined ? schema : (DEFINITIONS.get(name) ?? schema);
}
